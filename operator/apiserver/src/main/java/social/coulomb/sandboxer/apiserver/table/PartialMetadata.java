package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Objects reduced to their metadata, for clients that track many kinds without knowing them. Pure.
public final class PartialMetadata {

    private PartialMetadata() {}

    /// One object's metadata.
    ///
    /// @param version of `meta.k8s.io` that the client asked for
    public static ObjectNode of(JsonNode object, String version) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/" + version);
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    /// A list of objects' metadata.
    public static ObjectNode list(List<? extends JsonNode> objects, ObjectNode metadata, String version) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/" + version);
        ObjectNode shown = metadata.deepCopy();
        if (shown.path("continue").asText("").isEmpty()) {
            shown.remove("continue");
        }
        list.set("metadata", shown);
        ArrayNode items = list.putArray("items");
        objects.forEach(object -> items.add(of(object, version)));
        return list;
    }
}
