package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Brings a stored field set in line with a schema that has since made a list or map atomic, or no longer so.
final class SchemaChange {
    private final FieldSet stated;
    private final FieldSet.Builder dropped = new FieldSet.Builder();
    private final FieldSet.Builder gained = new FieldSet.Builder();

    private SchemaChange(FieldSet stated) {
        this.stated = stated;
    }

    /// @param live the object whose fields the set lists
    static FieldSet adapt(FieldSet set, Shape shape, JsonNode live) {
        var change = new SchemaChange(FieldSetWalk.fields(shape, live));
        change.visit(FieldPath.ROOT, shape, set, false);
        return set.recursiveDifference(change.dropped.build()).union(change.gained.build());
    }

    /// @param whole whether the set has the place itself and nothing below it
    private void visit(FieldPath path, Shape shape, FieldSet below, boolean whole) {
        boolean atomic = switch (form(shape)) {
            case Shape.Listing list -> list.atomic();
            case Shape.Members map -> map.atomic();
            case Shape.Scalar _, Shape.Undeclared _ -> whole;
        };
        if (atomic && !whole) {
            if (!below.isEmpty()) {
                dropped.add(path);
                gained.add(path);
            }
            return;
        }
        if (whole && !atomic) {
            gained.add(path);
            stated.at(path).paths().forEach(field -> gained.add(join(path, field)));
        }
        visitBelow(path, shape, below);
    }

    private static Shape form(Shape shape) {
        return shape.formOf(NullNode.getInstance());
    }

    private void visitBelow(FieldPath path, Shape shape, FieldSet below) {
        Set<PathElement> elements = new TreeSet<>(below.members());
        elements.addAll(below.children().keySet());
        for (PathElement element : elements) {
            FieldSet next = below.child(element);
            boolean whole = below.members().contains(element) && next.isEmpty();
            switch (form(shape)) {
                case Shape.Listing list -> visit(path.step(element), list.items(), next, whole);
                case Shape.Members map
                when element instanceof PathElement.Member(String name) ->
                    map.member(name).ifPresent(member -> visit(path.step(element), member, next, whole));
                case Shape.Members _, Shape.Scalar _, Shape.Undeclared _ -> {}
            }
        }
    }

    private static FieldPath join(FieldPath start, FieldPath end) {
        FieldPath parent = end.parent();
        PathElement last = end.last();
        return parent == null || last == null ? start : join(start, parent).step(last);
    }

    /// The sets of all managers, adapted.
    static ManagedFields adapt(ManagedFields managed, Shape shape, JsonNode live) {
        ManagedFields adapted = managed;
        for (Map.Entry<Owner, ManagedEntry> entry : managed.entries().entrySet()) {
            FieldSet fields = adapt(entry.getValue().fields(), shape, live);
            adapted = adapted.with(entry.getKey(), entry.getValue().withFields(fields));
        }
        return adapted;
    }
}
