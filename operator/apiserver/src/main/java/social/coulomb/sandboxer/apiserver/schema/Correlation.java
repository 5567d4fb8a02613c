package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the old counterpart of a member or an item. Items have one only in lists that are keyed like a map;
/// the members of an atomic map have none.
public sealed interface Correlation {
    /// The old value of this member; null when there is none.
    @Nullable
    JsonNode member(String name);

    /// The old value of this item; null when there is none.
    @Nullable
    JsonNode item(JsonNode item);

    /// The counterparts for the parts of one value.
    ///
    /// @param old the old value of the place that `schema` describes; null when there is none
    static Correlation of(SchemaNode schema, @Nullable JsonNode old) {
        if (old instanceof ObjectNode object && schema.mapType() == Topology.MapType.GRANULAR) {
            return new Members(object);
        }
        if (old != null && old.isArray() && schema.listType() == Topology.ListType.MAP) {
            return new KeyedItems(
                    schema,
                    old.valueStream().collect(Collectors.toMap(item -> key(schema, item), item -> item, (a, b) -> a)));
        }
        return new Nothing();
    }

    /// The values of the keys of an item of a keyed list. A missing key has its default.
    static ObjectNode key(SchemaNode list, JsonNode item) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String name : list.listMapKeys()) {
            JsonNode value = item.path(name);
            if (!value.isMissingNode()) {
                key.set(name, value);
            } else {
                JsonNode defaultValue = list.items()
                        .flatMap(items -> items.property(name))
                        .map(SchemaNode::defaultValue)
                        .orElse(null);
                if (defaultValue != null) {
                    key.set(name, defaultValue);
                }
            }
        }
        return key;
    }

    /// Members are found by name.
    record Members(ObjectNode old) implements Correlation {
        @Override
        public @Nullable JsonNode member(String name) {
            return old.get(name);
        }

        @Override
        public @Nullable JsonNode item(JsonNode item) {
            return null;
        }
    }

    /// Items are found by key.
    record KeyedItems(SchemaNode list, Map<ObjectNode, JsonNode> old) implements Correlation {
        @Override
        public @Nullable JsonNode member(String name) {
            return null;
        }

        @Override
        public @Nullable JsonNode item(JsonNode item) {
            return old.get(key(list, item));
        }
    }

    /// There is no old value, or its parts cannot be told apart.
    record Nothing() implements Correlation {
        @Override
        public @Nullable JsonNode member(String name) {
            return null;
        }

        @Override
        public @Nullable JsonNode item(JsonNode item) {
            return null;
        }
    }
}
