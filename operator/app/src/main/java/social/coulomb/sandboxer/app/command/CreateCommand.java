package social.coulomb.sandboxer.app.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer create`: declares a sandbox and waits until it is ready. Without arguments it is the canary.
@Command(
        name = "create",
        description = "Declares a sandbox and waits until it is ready; without anything it is the canary.",
        mixinStandardHelpOptions = true)
public final class CreateCommand implements Callable<Integer> {

    private static final int SUFFIX_LENGTH = 6;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final SandboxTarget target = new SandboxTarget();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The object's name; made up without it.")
    private @Nullable String name;

    @Option(names = "--profile", paramLabel = "ID", description = "Which recipe, such as profile.compose-e2e.")
    private @Nullable String profile;

    @Option(
            names = "--input",
            paramLabel = "KEY=VALUE",
            description = "An input of the profile; may be given more than once.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(names = "--host", paramLabel = "NAME", description = "Where to place it; the profile decides without it.")
    private @Nullable String host;

    @Option(names = "--ttl", paramLabel = "DURATION", description = "How long it lives once ready, such as 2h.")
    private @Nullable String ttl;

    @Option(names = "--actor", paramLabel = "KIND", description = "Who asks: adm, agt or atm.")
    private @Nullable String actor;

    @Option(names = "--project", paramLabel = "NAME", description = "For which project.")
    private @Nullable String project;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        String chosen = name == null ? "sandbox-" + UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH) : name;
        try (KubernetesClient client = access.connect()) {
            DeclaredObjects.apply(client, "Sandbox", target.namespace(), chosen, describe());
            if (!target.waits()) {
                out.println("sandbox/" + chosen + " declared");
                return 0;
            }
            Sandbox sandbox =
                    target.await(client, chosen, seen -> SandboxLine.isReady(seen) || SandboxLine.isOver(seen));
            if (sandbox == null || !SandboxLine.isReady(sandbox)) {
                throw new StartFailure(
                        Exit.UNFINISHED, "sandbox/" + chosen + " is not ready: " + SandboxLine.reason(sandbox));
            }
            out.println(SandboxLine.of(sandbox));
        }
        return 0;
    }

    /// What a person creates by hand goes away by itself once it has ended, so that records do not pile up.
    private Map<String, Object> describe() {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("shutdownPolicy", "Delete");
        wanted.put("ttlAfterFinished", "24h");
        putIfGiven(wanted, "profile", profile);
        putIfGiven(wanted, "host", host == null ? System.getenv("SANDBOXER_HOST") : host);
        putIfGiven(wanted, "ttl", ttl);
        if (!inputs.isEmpty()) {
            wanted.put("inputs", inputs);
        }
        Map<String, Object> consumer = new LinkedHashMap<>();
        putIfGiven(consumer, "actor", actor);
        putIfGiven(consumer, "project", project);
        if (!consumer.isEmpty()) {
            wanted.put("consumer", consumer);
        }
        return wanted;
    }

    private static void putIfGiven(Map<String, Object> wanted, String field, @Nullable Object value) {
        if (value != null) {
            wanted.put(field, value);
        }
    }
}
