package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import social.coulomb.sandboxer.controllers.steplog.StepLog;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Where the controllers keep the output of a failed remote step: a ConfigMap that the sandbox owns.
final class SandboxLog {

    private SandboxLog() {}

    /// Empty when nothing has failed. A map that an earlier sandbox of this name left is none of this one's.
    static Optional<ConfigMap> find(KubernetesClient client, Sandbox sandbox) {
        ConfigMap map = client.configMaps()
                .inNamespace(sandbox.getMetadata().getNamespace())
                .withName(StepLog.name(sandbox.getMetadata().getName()))
                .get();
        return Optional.ofNullable(map)
                .filter(found -> found.getMetadata().getLabels() != null
                        && found.getMetadata().getLabels().containsKey(StepLog.LABEL))
                .filter(found -> isOwned(found, sandbox.getMetadata().getUid()));
    }

    private static boolean isOwned(ConfigMap map, String uid) {
        return map.getMetadata().getOwnerReferences() != null
                && map.getMetadata().getOwnerReferences().stream().anyMatch(owner -> uid.equals(owner.getUid()));
    }
}
