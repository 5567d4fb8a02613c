package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import social.coulomb.sandboxer.controllers.reconcile.Informers;

/// Follows the ConfigMaps of one namespace that carry a label.
final class LabelledConfigMaps {

    private LabelledConfigMaps() {}

    /// Not yet run. It ends when the first list fails and goes on over what disturbs it later.
    static SharedIndexInformer<ConfigMap> informer(KubernetesClient client, String namespace, String label) {
        return Informers.lasting(
                client.configMaps().inNamespace(namespace).withLabel(label).runnableInformer(0), label);
    }
}
