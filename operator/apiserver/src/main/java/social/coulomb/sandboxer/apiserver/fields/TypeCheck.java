package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds out whether an object fits its schema well enough to be merged, in the words of kube-apiserver.
final class TypeCheck {
    private final List<String> faults = new ArrayList<>();

    private TypeCheck() {}

    /// What is wrong, as one text; empty when nothing is.
    static Optional<String> fault(Shape shape, JsonNode value) {
        var check = new TypeCheck();
        check.visit(FieldPath.ROOT, shape, value);
        return switch (check.faults.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(check.faults.getFirst());
            default -> Optional.of("errors:\n  " + String.join("\n  ", check.faults));
        };
    }

    private void visit(FieldPath path, Shape shape, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        switch (shape.formOf(value)) {
            case Shape.Scalar scalar -> visitScalar(path, scalar, value);
            case Shape.Listing list -> visitList(path, list, value);
            case Shape.Members map -> visitMap(path, map, value);
            case Shape.Undeclared open -> throw new IllegalStateException("no form of " + open + " for " + path);
        }
    }

    private void visitScalar(FieldPath path, Shape.Scalar scalar, JsonNode value) {
        boolean fits = switch (scalar) {
            case TEXT -> value.isTextual();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case UNTYPED -> value.isValueNode();
        };
        if (!fits) {
            fail(path, expectation(scalar, value));
        }
    }

    private static String expectation(Shape.Scalar scalar, JsonNode value) {
        return switch (scalar) {
            case TEXT -> "expected string, got &value.valueUnstructured{Value:" + GoValue.literal(value) + "}";
            case NUMBER -> "expected numeric (int or float), got " + GoValue.type(value);
            case BOOLEAN -> "expected boolean, got &{" + GoValue.plain(value) + "}";
            case UNTYPED -> "expected any scalar, got &{" + GoValue.plain(value) + "}";
        };
    }

    private void visitList(FieldPath path, Shape.Listing list, JsonNode value) {
        if (!value.isArray()) {
            fail(path, "expected list, got &{" + GoValue.plain(value) + "}");
            return;
        }
        Set<PathElement> seen = new TreeSet<>();
        for (int position = 0; position < value.size(); position++) {
            JsonNode item = value.get(position);
            PathElement element;
            try {
                element = list.atomic() ? new PathElement.Index(position) : ListItems.identify(list, item);
            } catch (ListItems.Unidentifiable unidentifiable) {
                fail(path, "element " + position + ": " + unidentifiable.getMessage());
                return;
            }
            if (!seen.add(element)) {
                fail(path, "duplicate entries for key " + element);
            }
            visit(path.step(element), list.items(), item);
        }
    }

    private void visitMap(FieldPath path, Shape.Members map, JsonNode value) {
        if (!value.isObject()) {
            fail(path, "expected map, got &{" + GoValue.plain(value) + "}");
            return;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            FieldPath place = path.member(member.getKey());
            Optional<Shape> shape = map.member(member.getKey());
            if (shape.isEmpty()) {
                fail(place, "field not declared in schema");
                return;
            }
            visit(place, shape.get(), member.getValue());
        }
    }

    private void fail(FieldPath path, String message) {
        String place = path.toString();
        faults.add(place.isEmpty() ? message : place + ": " + message);
    }
}
