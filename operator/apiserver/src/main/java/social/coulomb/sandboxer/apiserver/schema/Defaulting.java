package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fills in what a writer left out.
final class Defaulting {
    private Defaulting() {}

    /// Drops nulls that mean "not given", then fills in the defaults, deeply.
    static void apply(JsonNode value, SchemaNode schema) {
        dropNulls(value, schema);
        fill(value, schema);
    }

    private static void dropNulls(JsonNode value, SchemaNode schema) {
        switch (value) {
            case ObjectNode object -> {
                object.properties().removeIf(member -> meansAbsent(member.getValue(), schema.member(member.getKey())));
                object.properties()
                        .forEach(member -> schema.member(member.getKey())
                                .ifPresent(declared -> dropNulls(member.getValue(), declared)));
            }
            case ArrayNode array -> schema.items().ifPresent(items -> array.forEach(item -> dropNulls(item, items)));
            default -> {}
        }
    }

    private static boolean meansAbsent(JsonNode value, Optional<SchemaNode> declared) {
        return value.isNull() && declared.isPresent() && !declared.get().nullable() && isTyped(declared.get());
    }

    /// Preserved data of no stated type may hold nulls of its own.
    private static boolean isTyped(SchemaNode schema) {
        return schema.type() != SchemaType.ANY || !schema.preserveUnknownFields();
    }

    private static void fill(JsonNode value, SchemaNode schema) {
        switch (value) {
            case ObjectNode object -> {
                for (Map.Entry<String, SchemaNode> property :
                        schema.children().properties().entrySet()) {
                    JsonNode defaultValue = property.getValue().defaultValue();
                    if (defaultValue != null && !object.has(property.getKey())) {
                        object.set(property.getKey(), defaultValue.deepCopy());
                    }
                }
                object.properties()
                        .forEach(member -> schema.member(member.getKey())
                                .ifPresent(declared -> fill(member.getValue(), declared)));
            }
            case ArrayNode array -> schema.items().ifPresent(items -> fillItems(array, items));
            default -> {}
        }
    }

    private static void fillItems(ArrayNode array, SchemaNode items) {
        @Nullable JsonNode defaultValue = items.defaultValue();
        for (int position = 0; position < array.size(); position++) {
            if (defaultValue != null && array.get(position).isNull() && !items.nullable()) {
                array.set(position, defaultValue.deepCopy());
            }
            fill(array.get(position), items);
        }
    }
}
