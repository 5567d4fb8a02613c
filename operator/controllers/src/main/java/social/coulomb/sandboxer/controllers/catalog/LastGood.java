package social.coulomb.sandboxer.controllers.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each text of the catalog held when it was last understood: in memory, and in an annotation beside the text,
/// so that new controllers know it too. Belongs to one ConfigMap's life: another of the same name starts anew.
/// Immutable.
final class LastGood {

    static final LastGood NOTHING = new LastGood(Map.of());

    /// Annotations of an object have room for 256 KiB together.
    private static final int MOST_BYTES = 65_536;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private record Known(@Nullable String uid, String text) {}

    private final Map<String, Known> byFile;

    private LastGood(Map<String, Known> byFile) {
        this.byFile = Map.copyOf(byFile);
    }

    /// @param catalog what was made of those ConfigMaps
    static LastGood of(Collection<ConfigMap> maps, Catalog catalog) {
        Map<String, String> inForce = inForce(catalog);
        Map<String, Known> known = new HashMap<>();
        for (ConfigMap map : maps) {
            for (String key : CatalogTexts.data(map).keySet()) {
                String file = CatalogTexts.fileName(map, key);
                String text = inForce.get(file);
                if (text != null) {
                    known.put(file, new Known(map.getMetadata().getUid(), text));
                }
            }
        }
        return new LastGood(known);
    }

    /// Texts by the name of their file.
    static Map<String, String> inForce(Catalog catalog) {
        Map<String, String> texts = new HashMap<>();
        catalog.profiles().entries().values().forEach(entry -> texts.put(entry.file(), entry.text()));
        catalog.extensions().entries().values().forEach(entry -> texts.put(entry.file(), entry.text()));
        return texts;
    }

    @Nullable
    String find(ConfigMap map, String key) {
        Known known = byFile.get(CatalogTexts.fileName(map, key));
        return known != null && Objects.equals(known.uid(), map.getMetadata().getUid())
                ? known.text()
                : annotated(map).get(key);
    }

    private static Map<String, String> annotated(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        String json = annotations == null ? null : annotations.get(CatalogAnnotations.LAST_GOOD);
        if (json == null) {
            return Map.of();
        }
        try {
            Map<String, String> texts = JSON.readValue(json, TEXTS);
            return texts == null ? Map.of() : texts;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    /// The annotation's value: as many of the texts as there is room for.
    ///
    /// @param texts by key
    static String annotation(Map<String, String> texts) {
        Map<String, String> kept = new TreeMap<>();
        new TreeMap<>(texts).forEach((key, text) -> {
            kept.put(key, text);
            if (json(kept).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                kept.remove(key);
            }
        });
        return json(kept);
    }

    private static String json(Map<String, String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts by name can always be written", e);
        }
    }
}
