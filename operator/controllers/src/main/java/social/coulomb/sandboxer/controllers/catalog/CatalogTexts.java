package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The texts that ConfigMaps of the catalog hold. Pure.
///
/// A key `ext.<name>.yaml` is an extension's descriptor, `profile.<slug>.yaml` a profile; other keys are not
/// ours.
public final class CatalogTexts {

    private CatalogTexts() {}

    /// @param file what problems and entries call it
    /// @param text empty where the ConfigMap has none
    public record Text(ConfigMap map, String key, String file, String text) {

        /// What is in force where the text cannot be used, as far as the ConfigMap tells; null where it tells nothing.
        public @Nullable String lastGood() {
            return LastGood.NOTHING.find(map, key);
        }

        public boolean isProfile() {
            return key.matches("profile\\..*\\.ya?ml");
        }

        public boolean isExtension() {
            return key.matches("ext\\..*\\.ya?ml");
        }
    }

    /// All texts by the ConfigMaps' names, then by key.
    public static List<Text> of(Collection<ConfigMap> maps) {
        return maps.stream()
                .sorted(Comparator.comparing(CatalogTexts::place))
                .flatMap(map -> data(map).entrySet().stream()
                        .map(each -> new Text(map, each.getKey(), fileName(map, each.getKey()), each.getValue())))
                .toList();
    }

    /// Its texts by key, sorted; none that is null.
    static Map<String, String> data(ConfigMap map) {
        Map<String, String> texts = new TreeMap<>();
        if (map.getData() != null) {
            map.getData().forEach((key, text) -> texts.put(key, text == null ? "" : text));
        }
        return texts;
    }

    static String fileName(ConfigMap map, String key) {
        return "configmap " + place(map) + " key " + key;
    }

    private static String place(ConfigMap map) {
        return map.getMetadata().getNamespace() + "/" + map.getMetadata().getName();
    }
}
