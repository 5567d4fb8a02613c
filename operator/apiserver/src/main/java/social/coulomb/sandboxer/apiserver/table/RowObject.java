package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/// What a row of a table carries beside its cells.
public enum RowObject {
    /// Nothing.
    NONE {
        @Override
        JsonNode of(JsonNode object, String version) {
            return NullNode.instance;
        }
    },
    /// The object's metadata, which is what programs need that show tables.
    METADATA {
        @Override
        JsonNode of(JsonNode object, String version) {
            return PartialMetadata.of(object, version);
        }
    },
    /// The object.
    OBJECT {
        @Override
        JsonNode of(JsonNode object, String version) {
            return object;
        }
    };

    abstract JsonNode of(JsonNode object, String version);
}
