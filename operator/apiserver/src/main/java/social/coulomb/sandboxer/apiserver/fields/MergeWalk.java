package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays an applied configuration over an object. Nothing is taken away; where both state a leaf, the
/// configuration wins. The result shares nodes with the arguments.
final class MergeWalk {
    private MergeWalk() {}

    /// @throws ListItems.Unidentifiable when a list holds something that cannot be told apart
    static JsonNode merge(Shape shape, JsonNode live, JsonNode applied) {
        Shape form = shape.formOf(applied);
        return switch (form) {
            case Shape.Listing list
            when !list.atomic() && live.isArray() && applied.isArray() -> mergeItems(list, live, applied);
            case Shape.Members map
            when !map.atomic() && live.isObject() && applied.isObject() -> mergeMembers(map, live, applied);
            case Shape.Listing list when !list.atomic() && isFilled(live) && applied.isNull() -> live;
            case Shape.Members map when !map.atomic() && isFilled(live) && applied.isNull() -> live;
            case Shape.Scalar _, Shape.Undeclared _, Shape.Listing _, Shape.Members _ -> applied;
        };
    }

    private static boolean isFilled(JsonNode value) {
        return value.isContainerNode() && !value.isEmpty();
    }

    private static JsonNode mergeMembers(Shape.Members map, JsonNode live, JsonNode applied) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : live.properties()) {
            String name = member.getKey();
            @Nullable JsonNode update = applied.get(name);
            merged.set(name, update == null ? member.getValue() : mergeMember(map, name, member.getValue(), update));
        }
        for (Map.Entry<String, JsonNode> member : applied.properties()) {
            if (!live.has(member.getKey())) {
                merged.set(member.getKey(), member.getValue());
            }
        }
        return merged;
    }

    private static JsonNode mergeMember(Shape.Members map, String name, JsonNode live, JsonNode applied) {
        return map.member(name).map(shape -> merge(shape, live, applied)).orElse(applied);
    }

    /// The order follows the configuration for the items that both have; the others keep their places among
    /// them.
    private static JsonNode mergeItems(Shape.Listing list, JsonNode live, JsonNode applied) {
        var order = new ListInterleaving(IndexedItems.of(list, live), IndexedItems.of(list, applied));
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (ListInterleaving.Pair pair : order.pairs()) {
            JsonNode before = pair.live();
            JsonNode after = pair.applied();
            if (before != null && after != null) {
                merged.add(merge(list.items(), before, after));
            } else if (after != null) {
                merged.add(after);
            } else if (before != null) {
                merged.add(before);
            }
        }
        return merged;
    }
}
