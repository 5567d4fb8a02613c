package social.coulomb.sandboxer.app.command.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.app.command.output.ReachabilityText;
import social.coulomb.sandboxer.app.command.output.SandboxJson;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.app.command.output.SandboxOutput;
import social.coulomb.sandboxer.crds.sandbox.ReachabilityStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// `sandboxer reachability show`: the descriptor, the commands to copy, and whose the tunnel is.
@Command(
        name = "show",
        description = "Shows how a sandbox is reached, with commands to copy. Opens nothing.",
        mixinStandardHelpOptions = true)
final class ShowReachabilityCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

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
            Sandbox sandbox = new SandboxFinder(client, scope).require(word);
            SandboxStatus status = sandbox.getStatus();
            ReachabilityStatus reached = status == null ? null : status.reachability();
            if (status == null || reached == null) {
                throw new StartFailure(
                        Exit.UNFINISHED,
                        "sandbox/" + sandbox.getMetadata().getName() + " is " + SandboxLine.state(sandbox)
                                + " and cannot be reached: " + SandboxLine.reason(sandbox));
            }
            if (form == OutputForm.JSON) {
                ObjectNode json = Objects.requireNonNull(SandboxJson.reachability(reached));
                json.put("sandbox_id", status.sandboxId());
                json.put("state", SandboxJson.state(status));
                json.put("pointer", ReachabilityText.pointer(reached));
                out.println(Printing.json(json));
            } else if (form == OutputForm.YAML || form == OutputForm.NAME) {
                SandboxOutput.one(sandbox, form, Instant.now()).forEach(out::println);
            } else {
                ReachabilityText.lines(reached).forEach(out::println);
            }
        }
        return 0;
    }
}
