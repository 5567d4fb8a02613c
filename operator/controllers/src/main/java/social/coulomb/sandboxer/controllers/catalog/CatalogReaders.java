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
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Makes a catalog of the ConfigMaps that hold it. Pure.
///
/// A key `ext.<name>.yaml` is an extension's descriptor, `profile.<slug>.yaml` a profile; other keys are not
/// ours.
final class CatalogReaders {

    private static final CatalogReader<Profile> PROFILES = CatalogReader.ofProfiles();
    private static final CatalogReader<ExtensionDescriptor> EXTENSIONS = CatalogReader.ofExtensions();

    private CatalogReaders() {}

    /// The order of the ConfigMaps has no influence: of two entries with one id, that of the first name wins.
    ///
    /// @param lastGood what is in force where a text cannot be used
    static Catalog read(Collection<ConfigMap> maps, LastGood lastGood) {
        List<CatalogFile> profiles = new ArrayList<>();
        List<CatalogFile> extensions = new ArrayList<>();
        maps.stream()
                .sorted(Comparator.comparing(CatalogReaders::place))
                .forEach(map -> data(map).forEach((key, text) -> {
                    CatalogFile file = new CatalogFile(fileName(map, key), text, lastGood.find(map, key));
                    if (key.matches("profile\\..*\\.ya?ml")) {
                        profiles.add(file);
                    } else if (key.matches("ext\\..*\\.ya?ml")) {
                        extensions.add(file);
                    }
                }));
        return new Catalog(PROFILES.read(profiles), EXTENSIONS.read(extensions));
    }

    /// Its texts by key, sorted; none that is null.
    static Map<String, String> data(ConfigMap map) {
        Map<String, String> texts = new TreeMap<>();
        if (map.getData() != null) {
            map.getData().forEach((key, text) -> texts.put(key, text == null ? "" : text));
        }
        return texts;
    }

    /// What problems and entries call the text under one key.
    static String fileName(ConfigMap map, String key) {
        return "configmap " + place(map) + " key " + key;
    }

    private static String place(ConfigMap map) {
        return map.getMetadata().getNamespace() + "/" + map.getMetadata().getName();
    }
}
