package social.coulomb.sandboxer.apiserver.schema;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The schemas below a place.
///
/// @param properties by name, in byte order
/// @param additionalProperties for members that are no property; null when none are allowed
/// @param items for the items of a list; null when nothing is said about them
public record Children(
        Map<String, SchemaNode> properties,
        @Nullable SchemaNode additionalProperties,
        @Nullable SchemaNode items) {
    public static final Children NONE = new Children(Map.of(), null, null);

    public Children {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    Optional<SchemaNode> member(String name) {
        return Optional.ofNullable(properties.getOrDefault(name, additionalProperties));
    }
}
