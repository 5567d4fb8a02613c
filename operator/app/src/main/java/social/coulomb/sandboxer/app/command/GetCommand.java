package social.coulomb.sandboxer.app.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintWriter;
import java.util.List;
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

/// `sandboxer get`: one sandbox, or all of a namespace, a line each or as YAML.
@Command(name = "get", description = "Shows a sandbox, or all of the namespace.", mixinStandardHelpOptions = true)
public final class GetCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final SandboxTarget target = new SandboxTarget();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The sandbox's name; all without it.")
    private @Nullable String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "yaml for the whole object.")
    private @Nullable String output;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (KubernetesClient client = access.connect()) {
            for (Sandbox sandbox : wanted(client)) {
                out.println("yaml".equals(output) ? yaml(sandbox) : SandboxLine.of(sandbox));
            }
        } catch (KubernetesClientException e) {
            throw new StartFailure(Exit.API, "The API says: " + e.getMessage(), e);
        }
        return 0;
    }

    /// Without the bookkeeping of who wrote which field, as kubectl shows it.
    private static String yaml(Sandbox sandbox) {
        sandbox.getMetadata().setManagedFields(null);
        return Serialization.asYaml(sandbox).stripTrailing();
    }

    private List<Sandbox> wanted(KubernetesClient client) throws StartFailure {
        if (name == null) {
            return client.resources(Sandbox.class)
                    .inNamespace(target.namespace())
                    .list()
                    .getItems();
        }
        Sandbox sandbox = target.find(client, name).get();
        if (sandbox == null) {
            throw new StartFailure(Exit.UNFINISHED, "There is no sandbox " + target.namespace() + "/" + name + ".");
        }
        return List.of(sandbox);
    }
}
