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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.app.command.output.SandboxOutput;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `sandboxer get`: the sandboxes that are named, or all of a namespace, a line each unless asked otherwise.
@Command(
        name = "get",
        description = "Shows sandboxes by id or name; all of the namespace without any.",
        mixinStandardHelpOptions = true)
public final class GetCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final NamespaceScope scope = new NamespaceScope();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(arity = "0..*", paramLabel = "ID", description = "A sandbox's id or name.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.form();
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = access.connect()) {
            List<Sandbox> found = find(client);
            if (form == null) {
                found.forEach(sandbox -> out.println(SandboxLine.of(sandbox)));
            } else if (words.size() == 1) {
                SandboxOutput.one(found.getFirst(), form, Instant.now()).forEach(out::println);
            } else {
                SandboxOutput.several(found, form, scope.everywhere(), Instant.now())
                        .forEach(out::println);
            }
        }
        return 0;
    }

    private List<Sandbox> find(KubernetesClient client) throws StartFailure {
        if (words.isEmpty()) {
            return scope.sandboxes(client).list().getItems();
        }
        SandboxFinder finder = new SandboxFinder(client, scope);
        List<Sandbox> found = new ArrayList<>();
        for (String word : words) {
            found.add(finder.require(word));
        }
        return found;
    }
}
