package social.coulomb.sandboxer.app.command.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `-n`: which namespace a command works in.
public final class NamespaceOption {

    private static final String USUAL = "default";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The sandbox's namespace; that of the kubeconfig's context without it, else " + USUAL + ".")
    private @Nullable String namespace;

    public boolean isGiven() {
        return namespace != null;
    }

    public String choose(KubernetesClient client) {
        if (namespace != null) {
            return namespace;
        }
        String current = client.getConfiguration().getNamespace();
        return current == null || current.isBlank() ? USUAL : current;
    }
}
