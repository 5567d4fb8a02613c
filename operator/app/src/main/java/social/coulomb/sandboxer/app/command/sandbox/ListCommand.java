package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.command.api.ApiOptions;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.SandboxOutput;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer list`: the sandboxes of a namespace or of all, of one consumer, in one state.
@Command(
        name = "list",
        description = "Shows the sandboxes of the namespace, or of all with -A.",
        mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiOptions access = new ApiOptions();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

    @Mixin
    private final SandboxFilter filter = new SandboxFilter();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.formOr(OutputForm.TABLE);
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = access.connect()) {
            List<Sandbox> found = find(client);
            if (found.isEmpty() && (form == OutputForm.TABLE || form == OutputForm.WIDE)) {
                spec.commandLine().getErr().println("No such sandboxes in " + scope.describe(client) + ".");
            } else {
                SandboxOutput.several(found, form, scope.everywhere(), Instant.now())
                        .forEach(out::println);
            }
        }
        return 0;
    }

    private List<Sandbox> find(KubernetesClient client) throws StartFailure {
        var wanted = scope.sandboxes(client).withFields(filter.fields());
        if (filter.labels() != null) {
            wanted = wanted.withLabelSelector(filter.labels());
        }
        List<Sandbox> found = new ArrayList<>();
        for (Sandbox sandbox : wanted.list().getItems()) {
            if (filter.lets(sandbox)) {
                found.add(sandbox);
            }
        }
        return found;
    }
}
