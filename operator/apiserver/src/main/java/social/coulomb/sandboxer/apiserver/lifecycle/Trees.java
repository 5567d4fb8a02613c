package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Reading and making the few trees that the work in the background is about. Pure.
final class Trees {

    static final String METADATA = "metadata";

    private Trees() {}

    static String uid(JsonNode object) {
        return object.path(METADATA).path("uid").asText("");
    }

    static boolean isBeingDeleted(JsonNode object) {
        return object.path(METADATA).hasNonNull("deletionTimestamp");
    }

    static List<String> finalizers(JsonNode object) {
        var finalizers = new ArrayList<String>();
        object.path(METADATA).path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        return finalizers;
    }

    /// A merge patch of one list of an object's metadata, for that version of the object alone.
    static ObjectNode metadataPatch(JsonNode object, String field, JsonNode value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject(METADATA);
        metadata.set("resourceVersion", object.path(METADATA).path("resourceVersion"));
        metadata.set(field, value);
        return patch;
    }

    /// A merge patch of an object's conditions, for that version of the object alone.
    static ObjectNode conditionsPatch(JsonNode object, JsonNode conditions) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject(METADATA).set("resourceVersion", object.path(METADATA).path("resourceVersion"));
        patch.putObject("status").set("conditions", conditions);
        return patch;
    }
}
