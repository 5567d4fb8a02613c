package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.DeclaredObjects;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.app.command.output.SandboxOutput;
import social.coulomb.sandboxer.crds.sandbox.OperatingMode;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer recreate`: ends the present incarnation and establishes a new one from the present spec.
@Command(
        name = "recreate",
        description = "Takes a sandbox away and establishes it anew, from its present spec.",
        mixinStandardHelpOptions = true)
public final class RecreateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "ID", description = "The sandbox's id or name.")
    @SuppressWarnings("NullAway.Init")
    private String word;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = access.connect()) {
            Sandbox found = new SandboxFinder(client, scope).require(word);
            String token = Instant.now().toString();
            Sandbox changed = DeclaredObjects.change(client, found, fields(found, token));
            if (!waiting.waits()) {
                out.println("sandbox/" + found.getMetadata().getName() + " is being recreated");
                return 0;
            }
            Sandbox anew = await(client, changed, token);
            if (form == null) {
                out.println(SandboxLine.of(anew));
            } else {
                SandboxOutput.one(anew, form, Instant.now()).forEach(out::println);
            }
        }
        return 0;
    }

    /// A sandbox that was destroyed with its record kept has to be wanted again.
    private static Map<String, Object> fields(Sandbox found, String token) {
        return found.getSpec() != null && found.getSpec().operatingMode() == OperatingMode.DESTROYED
                ? Map.of("recreate", token, "operatingMode", "Running")
                : Map.of("recreate", token);
    }

    private Sandbox await(KubernetesClient client, Sandbox changed, String token) throws StartFailure {
        SandboxWait wait =
                new SandboxWait(client, waiting.progress(spec.commandLine().getErr()));
        Sandbox seen = wait.until(changed, waiting.limit(), sandbox -> isSettled(sandbox, changed, token));
        if (seen == null || !SandboxLine.isReady(seen) || !isMadeFor(seen, token)) {
            throw new StartFailure(
                    Exit.UNFINISHED,
                    "sandbox/" + changed.getMetadata().getName() + " is not ready: " + SandboxLine.reason(seen));
        }
        return seen;
    }

    /// What the former incarnation was says nothing about the new one.
    private static boolean isSettled(@Nullable Sandbox seen, Sandbox changed, String token) {
        if (seen == null) {
            return true;
        }
        if (isMadeFor(seen, token)) {
            return SandboxLine.isReady(seen) || SandboxLine.isOver(seen);
        }
        return SandboxWait.isObserved(seen, changed) && SandboxLine.isOver(seen) && !SandboxLine.isFinished(seen);
    }

    private static boolean isMadeFor(Sandbox sandbox, String token) {
        return sandbox.getStatus() != null
                && sandbox.getStatus().establishedFrom() != null
                && token.equals(sandbox.getStatus().establishedFrom().recreate());
    }
}
