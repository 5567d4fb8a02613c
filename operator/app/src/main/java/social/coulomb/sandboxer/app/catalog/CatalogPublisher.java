package social.coulomb.sandboxer.app.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Keeps the catalog's ConfigMaps equal to a set of files. One ConfigMap a file, so that a broken one hides no other.
/// What others have put into the catalog, such as a GitOps tool, is theirs: it is neither changed nor removed.
public final class CatalogPublisher {

    private static final String FIELD_MANAGER = "sandboxer-catalog";
    private static final String OURS = "published";

    private final KubernetesClient client;
    private final String namespace;

    public CatalogPublisher(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// Writes every file and removes the ConfigMaps of files that are gone. Blocks; repeatable.
    ///
    /// @param files texts by file name, such as `profile.build.yaml`
    public void publish(Map<String, String> files) {
        Map<String, ConfigMap> present = present();
        files.forEach((file, text) -> {
            ConfigMap map = present.remove(nameOf(file));
            if (map == null || isOurs(map)) {
                apply(file, text);
            }
        });
        present.values().stream()
                .filter(CatalogPublisher::isOurs)
                .forEach(map -> client.resource(map).delete());
    }

    private Map<String, ConfigMap> present() {
        return client
                .configMaps()
                .inNamespace(namespace)
                .withLabel(SandboxerApi.CATALOG_LABEL)
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(map -> map.getMetadata().getName(), map -> map));
    }

    private static boolean isOurs(ConfigMap map) {
        return OURS.equals(map.getMetadata().getLabels().get(SandboxerApi.CATALOG_LABEL));
    }

    private void apply(String file, String text) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(nameOf(file))
                .withNamespace(namespace)
                .addToLabels(SandboxerApi.CATALOG_LABEL, OURS)
                .endMetadata()
                .addToData(file, text)
                .build();
        client.resource(map)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager(FIELD_MANAGER)
                                .withForce(true)
                                .build(),
                        map);
    }

    private static String nameOf(String file) {
        return file.replaceFirst("\\.ya?ml$", "");
    }
}
