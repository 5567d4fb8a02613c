package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reading the parts of objects that every verb needs. Pure.
final class Json {

    static final String API_VERSION = "apiVersion";
    static final String KIND = "kind";
    static final String METADATA = "metadata";
    static final String NAME = "name";
    static final String NAMESPACE = "namespace";
    static final String UID = "uid";
    static final String RESOURCE_VERSION = "resourceVersion";
    static final String CREATION_TIMESTAMP = "creationTimestamp";
    static final String DELETION_TIMESTAMP = "deletionTimestamp";
    static final String DELETION_GRACE_PERIOD = "deletionGracePeriodSeconds";
    static final String GENERATION = "generation";
    static final String GENERATE_NAME = "generateName";
    static final String FINALIZERS = "finalizers";
    static final String MANAGED_FIELDS = "managedFields";
    static final String OWNER_REFERENCES = "ownerReferences";
    static final String STATUS = "status";
    static final String SPEC = "spec";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    private Json() {}

    /// Whether two trees say the same, whatever width their numbers are held in.
    static boolean same(JsonNode left, JsonNode right) {
        return left.equals(BY_VALUE, right);
    }

    /// The object's metadata; made where missing.
    static ObjectNode metadata(ObjectNode object) {
        return object.get(METADATA) instanceof ObjectNode metadata ? metadata : object.putObject(METADATA);
    }

    /// A text of the object's metadata; empty where missing.
    static String meta(JsonNode object, String field) {
        return object.path(METADATA).path(field).asText("");
    }

    static String name(JsonNode object) {
        return meta(object, NAME);
    }

    static boolean isBeingDeleted(JsonNode object) {
        return object.path(METADATA).hasNonNull(DELETION_TIMESTAMP);
    }

    static List<String> finalizers(JsonNode object) {
        return texts(object.path(METADATA).path(FINALIZERS));
    }

    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    static void setTexts(ObjectNode parent, String field, List<String> texts) {
        if (texts.isEmpty()) {
            parent.remove(field);
        } else {
            ArrayNode list = parent.putArray(field);
            texts.forEach(list::add);
        }
    }

    static Map<String, String> labels(JsonNode object) {
        var labels = new LinkedHashMap<String, String>();
        object.path(METADATA)
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /// Copies a field, or removes it from the target where the source has none.
    static void copy(ObjectNode source, ObjectNode target, String field) {
        Optional<JsonNode> value = Optional.ofNullable(source.get(field));
        value.ifPresentOrElse(present -> target.set(field, present.deepCopy()), () -> target.remove(field));
    }

    static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree cannot be written", impossible);
        }
    }
}
