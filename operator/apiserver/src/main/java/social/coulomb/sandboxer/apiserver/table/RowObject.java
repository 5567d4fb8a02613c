package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// What a row of a table carries beside its cells.
public enum RowObject {
    /// Nothing.
    NONE {
        @Override
        JsonNode of(JsonNode object, ResourceType type, String version) {
            return NullNode.instance;
        }
    },
    /// The object's metadata, which is what programs need that show tables.
    METADATA {
        @Override
        JsonNode of(JsonNode object, ResourceType type, String version) {
            return PartialMetadata.of(object, version);
        }
    },
    /// The object, which says here what it is, also where lists of its kind leave that out.
    OBJECT {
        @Override
        JsonNode of(JsonNode object, ResourceType type, String version) {
            if (object.has("kind")) {
                return object;
            }
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.put("kind", type.kind()).put("apiVersion", type.apiVersion());
            object.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
            return whole;
        }
    };

    abstract JsonNode of(JsonNode object, ResourceType type, String version);
}
