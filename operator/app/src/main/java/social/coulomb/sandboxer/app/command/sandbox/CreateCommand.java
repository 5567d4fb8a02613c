package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Instant;
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
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.DeclaredObjects;
import social.coulomb.sandboxer.app.command.api.NamespaceOption;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.app.command.output.SandboxOutput;
import social.coulomb.sandboxer.app.command.output.TelemetryJson;
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
    private final NamespaceOption namespace = new NamespaceOption();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The object's name; made up without it.")
    private @Nullable String name;

    @Option(names = "--profile", paramLabel = "ID", description = "Which recipe, such as profile.compose-e2e.")
    private @Nullable String profile;

    @Option(
            names = "--input",
            paramLabel = "KEY=VALUE",
            description = "An input of the profile; may be given more than once.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Where to place it; $SANDBOXER_HOST without it, else the profile decides.")
    private @Nullable String host;

    @Mixin
    private final LifetimeOptions lifetime = new LifetimeOptions();

    @Mixin
    private final ConsumerOptions consumer = new ConsumerOptions();

    @Mixin
    private final RouteOptions route = new RouteOptions();

    @Option(names = "--dry-run", description = "Let the API check it, and declare nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        String chosen = name == null ? "sandbox-" + UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH) : name;
        try (KubernetesClient client = access.connect()) {
            String place = namespace.choose(client);
            Map<String, Object> fields = describe();
            keepRecreate(client, place, chosen, fields);
            GenericKubernetesResource taken = DeclaredObjects.apply(
                    client,
                    new DeclaredObjects.Declaration("Sandbox", place, chosen, consumer.labels(), fields),
                    dryRun);
            Sandbox sandbox = client.getKubernetesSerialization().convertValue(taken, Sandbox.class);
            if (dryRun || !waiting.waits()) {
                print(sandbox, form, "sandbox/" + chosen + (dryRun ? " would be declared" : " declared"));
            } else {
                Sandbox ready = await(client, sandbox);
                print(ready, form, SandboxLine.of(ready));
            }
        }
        return 0;
    }

    private Sandbox await(KubernetesClient client, Sandbox declared) throws StartFailure {
        WaitProgress progress = waiting.progress(spec.commandLine().getErr());
        Sandbox seen = new SandboxWait(client, progress)
                .until(
                        declared,
                        waiting.limit(),
                        sandbox -> SandboxLine.isReady(sandbox) || SandboxLine.isOver(sandbox));
        if (seen == null || !SandboxLine.isReady(seen)) {
            String named = "sandbox/" + declared.getMetadata().getName();
            throw new StartFailure(
                    Exit.UNFINISHED,
                    named + " is not ready: " + SandboxLine.reason(seen)
                            + (SandboxLine.isFinished(seen) ? " 'sandboxer recreate' begins anew." : ""));
        }
        String cost = TelemetryJson.line(seen);
        if (cost != null) {
            progress.say(cost);
        }
        return seen;
    }

    /// A sandbox that is there already is not made anew only because it is declared once more.
    private static void keepRecreate(
            KubernetesClient client, String namespace, String name, Map<String, Object> fields) {
        Object recreate = DeclaredObjects.declaredSpec(client, namespace, name).get("recreate");
        if (recreate != null) {
            fields.put("recreate", recreate);
        }
    }

    private void print(Sandbox sandbox, @Nullable OutputForm form, String line) {
        PrintWriter out = spec.commandLine().getOut();
        if (form == null) {
            out.println(line);
        } else {
            SandboxOutput.one(sandbox, form, Instant.now()).forEach(out::println);
        }
    }

    private Map<String, Object> describe() {
        Map<String, Object> wanted = lifetime.fields();
        String place = host == null ? System.getenv("SANDBOXER_HOST") : host;
        if (profile != null) {
            wanted.put("profile", profile);
        }
        if (place != null && !place.isBlank()) {
            wanted.put("host", place);
        }
        if (!inputs.isEmpty()) {
            wanted.put("inputs", inputs);
        }
        if (!consumer.consumer().isEmpty()) {
            wanted.put("consumer", consumer.consumer());
        }
        if (!route.route().isEmpty()) {
            wanted.put("route", route.route());
        }
        return wanted;
    }
}
