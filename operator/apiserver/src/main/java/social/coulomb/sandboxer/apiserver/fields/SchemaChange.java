package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Set;

/// Brings a stored field set in line with a schema that has since made a list or map atomic: who had parts of
/// it has all of it now. The other way round there is nothing to do: who had the whole then has the bare
/// container, because the record does not tell a former whole from an empty container.
final class SchemaChange {
    private final FieldSet.Builder wholes = new FieldSet.Builder();

    private SchemaChange() {}

    static FieldSet adapt(FieldSet set, Shape shape) {
        var change = new SchemaChange();
        change.visit(FieldPath.ROOT, shape, set);
        FieldSet wholes = change.wholes.build();
        return set.recursiveDifference(wholes).union(wholes);
    }

    /// The sets of all owners, adapted.
    static ManagedFields adapt(ManagedFields managed, Shape shape) {
        ManagedFields adapted = managed;
        for (Map.Entry<Owner, ManagedEntry> entry : managed.entries().entrySet()) {
            FieldSet fields = adapt(entry.getValue().fields(), shape);
            adapted = adapted.with(entry.getKey(), entry.getValue().withFields(fields));
        }
        return adapted;
    }

    private void visit(FieldPath path, Shape shape, FieldSet below) {
        if (below.isEmpty()) {
            return;
        }
        switch (shape.formOf(NullNode.getInstance())) {
            case Shape.Listing list
            when !list.atomic() ->
                elements(below).forEach(element -> visit(path.step(element), list.items(), below.child(element)));
            case Shape.Members map when !map.atomic() -> visitMembers(path, map, below);
            case Shape.Listing _, Shape.Members _ -> wholes.add(path);
            case Shape.Scalar _, Shape.Undeclared _ -> {}
        }
    }

    private void visitMembers(FieldPath path, Shape.Members map, FieldSet below) {
        for (PathElement element : elements(below)) {
            if (element instanceof PathElement.Member(String name)) {
                map.member(name).ifPresent(member -> visit(path.step(element), member, below.child(element)));
            }
        }
    }

    private static Set<PathElement> elements(FieldSet set) {
        return set.children().keySet();
    }
}
