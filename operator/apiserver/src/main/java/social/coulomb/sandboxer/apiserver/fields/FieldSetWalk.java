package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Lists the fields that an object states: its leaves, the items of its lists and the entries of its maps.
final class FieldSetWalk {
    private final FieldSet.Builder found = new FieldSet.Builder();

    private FieldSetWalk() {}

    static FieldSet fields(Shape shape, JsonNode value) {
        var walk = new FieldSetWalk();
        walk.visit(FieldPath.ROOT, shape, value);
        return walk.found.build();
    }

    private void visit(FieldPath path, Shape shape, JsonNode value) {
        switch (shape.formOf(value)) {
            case Shape.Listing list when !list.atomic() -> visitItems(path, list, value);
            case Shape.Members map when !map.atomic() -> visitMembers(path, map, value);
            case Shape.Scalar _, Shape.Undeclared _, Shape.Listing _, Shape.Members _ -> found.add(path);
        }
    }

    private void visitItems(FieldPath path, Shape.Listing list, JsonNode value) {
        if (!value.isArray()) {
            return;
        }
        Set<PathElement> repeated = repeated(list, value);
        for (JsonNode item : value) {
            PathElement element = ListItems.identify(list, item);
            // Items that stand there twice are owned together, as a whole.
            if (!repeated.contains(element)) {
                visit(path.step(element), list.items(), item);
            }
            found.add(path.step(element));
        }
    }

    private static Set<PathElement> repeated(Shape.Listing list, JsonNode value) {
        Set<PathElement> seen = new TreeSet<>();
        Set<PathElement> repeated = new TreeSet<>();
        for (JsonNode item : value) {
            PathElement element = ListItems.identify(list, item);
            if (!seen.add(element)) {
                repeated.add(element);
            }
        }
        return repeated;
    }

    private void visitMembers(FieldPath path, Shape.Members map, JsonNode value) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            Optional<Shape> shape = map.member(member.getKey());
            FieldPath place = path.member(member.getKey());
            shape.ifPresent(known -> visit(place, known, member.getValue()));
            if (!map.declares(member.getKey()) || isNullOrEmptyMap(member.getValue())) {
                found.add(place);
            }
        }
    }

    /// These have nothing below by which they could be owned.
    private static boolean isNullOrEmptyMap(JsonNode value) {
        return value.isNull() || (value.isObject() && value.isEmpty());
    }
}
