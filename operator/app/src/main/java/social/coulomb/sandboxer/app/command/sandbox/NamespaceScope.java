package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.NamespaceOption;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// `-n` or `-A`: among which sandboxes a command looks.
final class NamespaceScope {

    @Mixin
    private final NamespaceOption namespace = new NamespaceOption();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look in every namespace.")
    private boolean everywhere;

    boolean everywhere() {
        return everywhere;
    }

    String namespace(KubernetesClient client) {
        return namespace.choose(client);
    }

    /// @throws StartFailure when both were said
    FilterWatchListDeletable<Sandbox, KubernetesResourceList<Sandbox>, Resource<Sandbox>> sandboxes(
            KubernetesClient client) throws StartFailure {
        if (everywhere && namespace.isGiven()) {
            throw new StartFailure(Exit.USAGE, "--namespace and --all-namespaces exclude each other.");
        }
        return everywhere
                ? client.resources(Sandbox.class).inAnyNamespace()
                : client.resources(Sandbox.class).inNamespace(namespace.choose(client));
    }

    /// For messages: `namespace default` or `any namespace`.
    String describe(KubernetesClient client) {
        return everywhere ? "any namespace" : "namespace " + namespace.choose(client);
    }
}
