package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Takes fields out of an object. A container that becomes empty stays, unless it is among the fields itself:
/// as null where the schema allows that, for an empty one may break rules that null does not. The result shares
/// nodes with the argument.
final class RemovalWalk {
    private RemovalWalk() {}

    static JsonNode without(Shape shape, JsonNode value, FieldSet fields) {
        if (fields.isEmpty()) {
            return value;
        }
        return switch (shape.formOf(value)) {
            case Shape.Listing list
            when value.isArray() ->
                emptied(withoutItems(list, value, fields), list.schema().nullable());
            case Shape.Members map
            when value.isObject() -> emptied(withoutMembers(map, value, fields), isNullable(map));
            case Shape.Scalar _, Shape.Undeclared _, Shape.Listing _, Shape.Members _ -> value;
        };
    }

    private static JsonNode emptied(JsonNode container, boolean nullable) {
        return container.isEmpty() && nullable ? NullNode.getInstance() : container;
    }

    private static boolean isNullable(Shape.Members map) {
        return map instanceof Shape.Mapping declared && declared.schema().nullable();
    }

    private static ArrayNode withoutItems(Shape.Listing list, JsonNode array, FieldSet fields) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        if (list.atomic()) {
            return left;
        }
        for (JsonNode item : array) {
            PathElement element = ListItems.identify(list, item);
            if (!fields.members().contains(element)) {
                left.add(without(list.items(), item, fields.child(element)));
            }
        }
        return left;
    }

    private static ObjectNode withoutMembers(Shape.Members map, JsonNode object, FieldSet fields) {
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        if (map.atomic()) {
            return left;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            PathElement element = new PathElement.Member(member.getKey());
            if (!fields.members().contains(element)) {
                Shape shape = map.member(member.getKey()).orElse(Shape.Undeclared.WHOLE);
                left.set(member.getKey(), without(shape, member.getValue(), fields.child(element)));
            }
        }
        return left;
    }
}
