package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares two states of an object field by field, as far as their schema lets fields be owned.
final class ComparisonWalk {
    private final FieldSet.Builder added = new FieldSet.Builder();
    private final FieldSet.Builder modified = new FieldSet.Builder();
    private final FieldSet.Builder removed = new FieldSet.Builder();

    private ComparisonWalk() {}

    /// @throws ListItems.Unidentifiable when a list holds something that cannot be told apart
    static Comparison compare(Shape shape, JsonNode before, JsonNode after) {
        var walk = new ComparisonWalk();
        walk.visit(FieldPath.ROOT, shape, before, after);
        return new Comparison(walk.added.build(), walk.modified.build(), walk.removed.build());
    }

    private void visit(FieldPath path, Shape shape, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (!visitForms(path, shape, before, after)) {
            noteIfOneSided(path, before, after);
        }
    }

    /// Whether the place was treated as one whole.
    private boolean visitForms(FieldPath path, Shape shape, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (after == null) {
            return before == null || visitForm(path, shape.formOf(before), before, null);
        }
        Shape form = shape.formOf(after);
        if (before != null) {
            Shape earlier = shape.formOf(before);
            if (!earlier.getClass().equals(form.getClass())) {
                visitForm(path, earlier, before, after);
            }
        }
        return visitForm(path, form, before, after);
    }

    private boolean visitForm(FieldPath path, Shape form, @Nullable JsonNode before, @Nullable JsonNode after) {
        boolean split = switch (form) {
            case Shape.Listing list -> !list.atomic() && (hasItems(before) || hasItems(after));
            case Shape.Members map -> !map.atomic() && (hasMembers(before) || hasMembers(after));
            case Shape.Scalar _, Shape.Undeclared _ -> false;
        };
        if (!split) {
            visitWhole(path, before, after);
        } else if (form instanceof Shape.Listing list) {
            visitItems(path, list, items(list, before), items(list, after));
        } else if (form instanceof Shape.Members map) {
            visitMembers(path, map, before, after);
        }
        return !split;
    }

    private static boolean hasItems(@Nullable JsonNode value) {
        return value != null && value.isArray() && !value.isEmpty();
    }

    private static boolean hasMembers(@Nullable JsonNode value) {
        return value != null && value.isObject() && !value.isEmpty();
    }

    private void visitWhole(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before != null && after != null) {
            if (!ValueOrder.same(before, after)) {
                modified.add(path);
            }
        } else {
            noteIfOneSided(path, before, after);
        }
    }

    private void noteIfOneSided(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            added.add(path);
        } else if (after == null) {
            removed.add(path);
        }
    }

    private void visitMembers(FieldPath path, Shape.Members map, @Nullable JsonNode before, @Nullable JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode side : both(before, after)) {
            for (Map.Entry<String, JsonNode> member : side.properties()) {
                names.add(member.getKey());
            }
        }
        for (String name : names) {
            Shape shape = map.member(name).orElse(Shape.Undeclared.WHOLE);
            visit(path.member(name), shape, member(before, name), member(after, name));
        }
    }

    private static List<JsonNode> both(@Nullable JsonNode before, @Nullable JsonNode after) {
        List<JsonNode> sides = new ArrayList<>();
        if (before != null) {
            sides.add(before);
        }
        if (after != null) {
            sides.add(after);
        }
        return sides;
    }

    private static @Nullable JsonNode member(@Nullable JsonNode object, String name) {
        return object == null ? null : object.get(name);
    }

    private static SortedMap<PathElement, List<JsonNode>> items(Shape.Listing list, @Nullable JsonNode value) {
        SortedMap<PathElement, List<JsonNode>> items = new TreeMap<>();
        if (value != null && value.isArray()) {
            for (JsonNode item : value) {
                items.computeIfAbsent(ListItems.identify(list, item), ignored -> new ArrayList<>())
                        .add(item);
            }
        }
        return items;
    }

    private void visitItems(
            FieldPath path,
            Shape.Listing list,
            SortedMap<PathElement, List<JsonNode>> before,
            SortedMap<PathElement, List<JsonNode>> after) {
        Set<PathElement> elements = new TreeSet<>(before.keySet());
        elements.addAll(after.keySet());
        for (PathElement element : elements) {
            visitItem(
                    path.step(element),
                    list.items(),
                    before.getOrDefault(element, List.of()),
                    after.getOrDefault(element, List.of()));
        }
    }

    /// Items that stand there more than once are owned together, as a whole.
    private void visitItem(FieldPath path, Shape shape, List<JsonNode> before, List<JsonNode> after) {
        boolean repeatedBefore = before.size() > 1;
        boolean repeatedAfter = after.size() > 1;
        if (repeatedBefore && repeatedAfter) {
            if (!same(before, after)) {
                modified.add(path);
            }
        } else if (repeatedBefore) {
            after.forEach(item -> visit(path, shape, null, item));
            removed.add(path);
        } else if (repeatedAfter) {
            before.forEach(item -> visit(path, shape, item, null));
            added.add(path);
        } else {
            visit(path, shape, only(before), only(after));
        }
    }

    private static @Nullable JsonNode only(List<JsonNode> items) {
        return items.isEmpty() ? null : items.getFirst();
    }

    private static boolean same(List<JsonNode> before, List<JsonNode> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int position = 0; position < before.size(); position++) {
            if (!ValueOrder.same(before.get(position), after.get(position))) {
                return false;
            }
        }
        return true;
    }
}
