package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row of `schema/bad-input.yaml`: a value that is refused, what the refusal says, and the nearest that
/// passes.
///
/// @param spec the whole spec
/// @param before the spec that is there already; null for a new object
/// @param field where the refusal points
/// @param message a part of what it says there
/// @param taken null where no neighbour is shown
record BadInput(
        String kind,
        String says,
        ObjectNode spec,
        @Nullable ObjectNode before,
        String field,
        String message,
        @Nullable ObjectNode taken) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectNode TABLE = Yaml.resource("bad-input.yaml");

    /// The rows of one section.
    static List<BadInput> rows(String section) {
        return TABLE.path(section).valueStream().map(BadInput::row).toList();
    }

    /// The names that no object may have, each with what is said of it.
    static List<ObjectNode> names() {
        return TABLE.path("names")
                .valueStream()
                .map(row -> (ObjectNode) written(row))
                .toList();
    }

    /// The least spec that the kind takes.
    static ObjectNode least(String kind) {
        return TABLE.path("least").path(kind).deepCopy();
    }

    private static BadInput row(JsonNode row) {
        String kind = row.path("kind").asText();
        return new BadInput(
                kind,
                row.path("says").asText(),
                over(least(kind), row.path("spec")),
                Optional.ofNullable(row.get("before"))
                        .map(fields -> over(least(kind), fields))
                        .orElse(null),
                row.path("field").asText(),
                row.path("message").asText(),
                Optional.ofNullable(row.get("taken"))
                        .map(fields -> over(least(kind), fields))
                        .orElse(null));
    }

    private static ObjectNode over(ObjectNode least, JsonNode fields) {
        fields.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                least.remove(field.getKey());
            } else {
                least.set(field.getKey(), written(field.getValue()));
            }
        });
        return least;
    }

    /// The value with what stands for long texts, lists and maps written out.
    private static JsonNode written(JsonNode value) {
        int times = value.path("times").asInt();
        if (value.has("$text")) {
            return NODES.textNode(value.path("$text").asText().repeat(times));
        }
        if (value.has("$named")) {
            return NODES.objectNode().put(value.path("$named").asText().repeat(times), "x");
        }
        if (value.has("$list")) {
            ArrayNode list = NODES.arrayNode();
            for (int index = 0; index < times; index++) {
                list.add(value.path("$list").asText() + index);
            }
            return list;
        }
        if (value.has("$map")) {
            ObjectNode map = NODES.objectNode();
            for (int index = 0; index < times; index++) {
                map.put(value.path("$map").asText() + index, "x");
            }
            return map;
        }
        return writtenBelow(value);
    }

    private static JsonNode writtenBelow(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), written(member.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = NODES.arrayNode();
            list.forEach(item -> copy.add(written(item)));
            return copy;
        }
        return value;
    }

    @Override
    public String toString() {
        return kind + ": " + says;
    }
}
