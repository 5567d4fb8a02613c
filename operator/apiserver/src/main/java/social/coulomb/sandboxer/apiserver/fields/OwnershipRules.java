package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Decides who owns what after a write, and what an applier's earlier configuration leaves behind. Knows no
/// clock.
final class OwnershipRules {
    /// Fields that the server keeps itself, or that say which object it is.
    private static final FieldSet UNOWNED = FieldSet.of(
            FieldPath.of("apiVersion"),
            FieldPath.of("kind"),
            FieldPath.of("metadata"),
            FieldPath.of("metadata", "name"),
            FieldPath.of("metadata", "namespace"),
            FieldPath.of("metadata", "creationTimestamp"),
            FieldPath.of("metadata", "selfLink"),
            FieldPath.of("metadata", "uid"),
            FieldPath.of("metadata", "clusterName"),
            FieldPath.of("metadata", "generation"),
            FieldPath.of("metadata", "managedFields"),
            FieldPath.of("metadata", "resourceVersion"));

    private final Shape shape;
    private final FieldSet ignored;
    private final String apiVersion;

    /// @param changed whether the merged object differs from the live one
    record Applied(ManagedFields managed, JsonNode merged, boolean changed) {}

    OwnershipRules(WriteScope scope) {
        shape = scope.shape();
        ignored = scope.ignored();
        apiVersion = scope.apiVersion();
    }

    /// What others keep after a plain write, and what the writer gained by it.
    record Updated(ManagedFields others, FieldSet written) {}

    /// @throws ListItems.Unidentifiable when a list holds something that cannot be told apart
    Updated update(ObjectNode live, ObjectNode updated, ManagedFields managed) {
        ManagedFields adapted = SchemaChange.adapt(managed, shape);
        Comparison change = ComparisonWalk.compare(shape, live, updated).without(ignored);
        return new Updated(
                withdrawn(adapted, change, Optional.empty()), change.written().difference(UNOWNED));
    }

    /// @throws ListItems.Unidentifiable when a list holds something that cannot be told apart
    Applied apply(ObjectNode live, ObjectNode configuration, ManagedFields managed, Owner applier, boolean force)
            throws ApplyConflict {
        ManagedFields before = SchemaChange.adapt(managed, shape);
        FieldSet stated = FieldSetWalk.fields(shape, configuration).recursiveDifference(ignored);
        ManagedFields claimed = before.with(
                applier, new ManagedEntry(stated, apiVersion, before.of(applier).flatMap(ManagedEntry::time)));
        JsonNode merged = pruned(MergeWalk.merge(shape, live, configuration), before.fieldsOf(applier), claimed.all());
        Comparison change = ComparisonWalk.compare(shape, live, merged).without(ignored);
        Map<Owner, FieldSet> contested = contested(claimed, change, applier);
        if (!force && !contested.isEmpty()) {
            throw new ApplyConflict(contested);
        }
        ManagedFields settled = withdrawn(claimed, change, Optional.of(applier));
        ManagedEntry own = new ManagedEntry(
                stated.difference(UNOWNED), apiVersion, before.of(applier).flatMap(ManagedEntry::time));
        return new Applied(settled.with(applier, own), merged, !ValueOrder.same(live, merged));
    }

    private static Map<Owner, FieldSet> contested(ManagedFields managed, Comparison change, Owner writer) {
        FieldSet written = change.written();
        Map<Owner, FieldSet> contested = new LinkedHashMap<>();
        managed.entries().forEach((owner, entry) -> {
            FieldSet common = entry.fields().intersection(written);
            if (!owner.equals(writer) && !common.isEmpty()) {
                contested.put(owner, common);
            }
        });
        return contested;
    }

    /// Everybody but the writer loses what was changed or taken away.
    private static ManagedFields withdrawn(ManagedFields managed, Comparison change, Optional<Owner> writer) {
        FieldSet lost = change.written().union(change.removed());
        ManagedFields left = managed;
        for (Map.Entry<Owner, ManagedEntry> entry : managed.entries().entrySet()) {
            if (!writer.equals(Optional.of(entry.getKey()))) {
                ManagedEntry kept =
                        entry.getValue().withFields(entry.getValue().fields().difference(lost));
                left = left.with(entry.getKey(), kept);
            }
        }
        return left;
    }

    /// Takes out what the applier stated last time, states no more, and nobody else has.
    private JsonNode pruned(JsonNode merged, FieldSet last, FieldSet owned) {
        if (last.isEmpty()) {
            return merged;
        }
        FieldSet formerly = DeclaredParents.included(last, shape);
        FieldSet present = present(merged);
        FieldSet kept =
                present(RemovalWalk.without(shape, merged, formerly)).union(DeclaredParents.included(owned, shape));
        JsonNode withOwned = RemovalWalk.without(shape, merged, present.difference(kept));
        FieldSet gone = present.difference(present(withOwned)).intersection(formerly);
        return RemovalWalk.without(shape, merged, gone);
    }

    private FieldSet present(JsonNode value) {
        return DeclaredParents.included(FieldSetWalk.fields(shape, value), shape);
    }
}
