package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.stream.Stream;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Where the controllers keep the output of a failed remote step: a ConfigMap that the sandbox owns.
final class SandboxLog {

    private static final String LABEL = SandboxerApi.GROUP + "/log";
    private static final String SUFFIX = "-log";
    private static final int LONGEST_NAME = 253;

    private SandboxLog() {}

    /// Empty when nothing has failed. A map that an earlier sandbox of this name left is none of this one's.
    static Optional<ConfigMap> find(KubernetesClient client, Sandbox sandbox) {
        return candidates(client, sandbox)
                .filter(map -> isOwned(map, sandbox.getMetadata().getUid()))
                .findFirst();
    }

    /// A long name is cut, at a place that only its writer knows.
    private static Stream<ConfigMap> candidates(KubernetesClient client, Sandbox sandbox) {
        String namespace = sandbox.getMetadata().getNamespace();
        String name = sandbox.getMetadata().getName() + SUFFIX;
        if (name.length() <= LONGEST_NAME) {
            return Stream.ofNullable(client.configMaps()
                            .inNamespace(namespace)
                            .withName(name)
                            .get())
                    .filter(map -> map.getMetadata().getLabels() != null
                            && map.getMetadata().getLabels().containsKey(LABEL));
        }
        return client.configMaps().inNamespace(namespace).withLabel(LABEL).list().getItems().stream();
    }

    private static boolean isOwned(ConfigMap map, String uid) {
        return map.getMetadata().getOwnerReferences() != null
                && map.getMetadata().getOwnerReferences().stream().anyMatch(owner -> uid.equals(owner.getUid()));
    }
}
