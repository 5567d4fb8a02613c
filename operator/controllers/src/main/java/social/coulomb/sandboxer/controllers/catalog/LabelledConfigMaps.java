package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the ConfigMaps of one namespace that carry a label.
final class LabelledConfigMaps {

    private static final Logger LOG = LoggerFactory.getLogger(LabelledConfigMaps.class);

    private LabelledConfigMaps() {}

    /// Not yet run. It ends when the first list fails and goes on over what disturbs it later.
    static SharedIndexInformer<ConfigMap> informer(KubernetesClient client, String namespace, String label) {
        SharedIndexInformer<ConfigMap> informer =
                client.configMaps().inNamespace(namespace).withLabel(label).runnableInformer(0);
        informer.exceptionHandler((isStarted, failure) -> {
            if (isStarted) {
                LOG.warn("The watch of {} was disturbed and goes on: {}", label, failure.toString());
            }
            return isStarted;
        });
        return informer;
    }
}
