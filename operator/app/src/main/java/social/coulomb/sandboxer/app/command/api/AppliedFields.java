package social.coulomb.sandboxer.app.command.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one field manager has applied of an object. Pure.
///
/// A server-side apply replaces everything that the same manager applied before; so who changes one field has
/// to apply the others again.
final class AppliedFields {

    private static final String FIELD = "f:";

    private AppliedFields() {}

    /// The part of the object that the field set names.
    ///
    /// @param fields in the form of `metadata.managedFields[].fieldsV1`
    static Map<String, Object> of(Map<String, Object> object, Map<String, Object> fields) {
        Map<String, Object> owned = new LinkedHashMap<>();
        fields.forEach((key, below) -> {
            Object value = key.startsWith(FIELD) ? object.get(key.substring(FIELD.length())) : null;
            if (value != null) {
                owned.put(key.substring(FIELD.length()), part(value, below));
            }
        });
        return owned;
    }

    /// A leaf is owned whole; so is a list, for none of ours is shared by managers.
    private static Object part(Object value, @Nullable Object below) {
        Map<String, Object> fields = asMap(below);
        return value instanceof Map<?, ?> && !fields.isEmpty() ? of(asMap(value), fields) : value;
    }

    @SuppressWarnings("unchecked") // JSON objects have names for keys
    static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
