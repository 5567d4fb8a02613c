package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Takes fields out of an object. A container that becomes empty stays, unless it is among the fields itself.
/// The result shares nodes with the argument.
final class RemovalWalk {
    private RemovalWalk() {}

    static JsonNode without(Shape shape, JsonNode value, FieldSet fields) {
        if (fields.isEmpty()) {
            return value;
        }
        return switch (shape.formOf(value)) {
            case Shape.Listing list when value.isArray() -> withoutItems(list, value, fields);
            case Shape.Members map when value.isObject() -> withoutMembers(map, value, fields);
            case Shape.Scalar _, Shape.Undeclared _, Shape.Listing _, Shape.Members _ -> value;
        };
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
