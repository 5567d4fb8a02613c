package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// How a field behaves beyond its type.
///
/// @param nullable an explicit null is kept
/// @param preserveUnknownFields undeclared fields below are kept
/// @param embeddedResource the value is itself an object with apiVersion, kind and metadata
/// @param defaultValue what a missing field becomes; null where there is no default; never to be modified
/// @param description the text for `kubectl explain`; empty where there is none
public record Traits(
        boolean nullable,
        boolean preserveUnknownFields,
        boolean embeddedResource,
        @Nullable JsonNode defaultValue,
        String description) {
    public static final Traits PLAIN = new Traits(false, false, false, null, "");
}
