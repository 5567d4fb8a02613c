package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A place below `spec` that a CRD declares; one item of a list stands for all of them, and so does one
/// value of a map.
///
/// @param path names of fields from `spec` on; `[0]` for an item, `key` for a value of a map
record SpecField(String kind, List<String> path, JsonNode schema) {

    static final String MEMBER = "key";
    private static final String ITEM = "[0]";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// As refusals name it, such as `spec.route.extensions[0]`.
    String name() {
        return String.join(".", path).replace("." + ITEM, ITEM);
    }

    /// What is declared right below it.
    List<SpecField> children() {
        List<SpecField> children = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(property -> children.add(child(property.getKey(), property.getValue())));
        if (schema.has("items")) {
            children.add(child(ITEM, schema.get("items")));
        }
        if (schema.path("additionalProperties").isObject()) {
            children.add(child(MEMBER, schema.get("additionalProperties")));
        }
        return List.copyOf(children);
    }

    SpecField child(String step, JsonNode declared) {
        List<String> steps = new ArrayList<>(path);
        steps.add(step);
        return new SpecField(kind, List.copyOf(steps), declared);
    }

    boolean isObjectOfFields() {
        return schema.has("properties");
    }

    List<String> required() {
        return schema.path("required").valueStream().map(JsonNode::asText).toList();
    }

    /// An object that has nothing but this value, at its place.
    ObjectNode holding(JsonNode value) {
        JsonNode held = value;
        for (String step : path.reversed()) {
            held = step.equals(ITEM)
                    ? NODES.arrayNode().add(held)
                    : NODES.objectNode().set(step, held);
        }
        return (ObjectNode) held;
    }

    /// Text for every field that the object here cannot do without.
    ObjectNode least() {
        ObjectNode least = NODES.objectNode();
        required().forEach(name -> least.put(name, "a"));
        return least;
    }

    @Override
    public String toString() {
        return kind + " " + name();
    }
}
