package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;

/// Makes a catalog of the ConfigMaps that hold it. Pure.
///
/// A key `ext.<name>.yaml` is an extension's descriptor, `profile.<slug>.yaml` a profile; other keys are not
/// ours.
final class CatalogReaders {

    private static final CatalogReader<social.coulomb.sandboxer.sdk.catalog.Profile> PROFILES =
            CatalogReader.ofProfiles();
    private static final CatalogReader<social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor> EXTENSIONS =
            CatalogReader.ofExtensions();

    private CatalogReaders() {}

    /// The order of the ConfigMaps has no influence: of two entries with one id, that of the first name wins.
    static Catalog read(Collection<ConfigMap> maps) {
        List<CatalogFile> profiles = new ArrayList<>();
        List<CatalogFile> extensions = new ArrayList<>();
        maps.stream().sorted(Comparator.comparing(CatalogReaders::place)).forEach(map -> {
            Map<String, String> data = map.getData() == null ? Map.of() : new TreeMap<>(map.getData());
            data.forEach((key, text) -> {
                CatalogFile file = new CatalogFile("configmap " + place(map) + " key " + key, text == null ? "" : text);
                if (key.matches("profile\\..*\\.ya?ml")) {
                    profiles.add(file);
                } else if (key.matches("ext\\..*\\.ya?ml")) {
                    extensions.add(file);
                }
            });
        });
        return new Catalog(PROFILES.read(profiles), EXTENSIONS.read(extensions));
    }

    static String place(ConfigMap map) {
        return map.getMetadata().getNamespace() + "/" + map.getMetadata().getName();
    }
}
