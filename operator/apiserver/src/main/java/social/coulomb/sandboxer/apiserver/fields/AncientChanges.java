package social.coulomb.sandboxer.apiserver.fields;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the record of plain writers short: beyond ten, the oldest share one entry per version.
final class AncientChanges {
    private static final int MOST_UPDATERS = 10;
    private static final String NAME = "ancient-changes";

    private AncientChanges() {}

    static ManagedFields merged(ManagedFields managed) {
        List<Owner> updaters = managed.entries().entrySet().stream()
                .filter(entry -> entry.getKey().operation() == Owner.Operation.UPDATE)
                .sorted(Comparator.<Map.Entry<Owner, ManagedEntry>>comparingLong(
                                entry -> entry.getValue().seconds())
                        .thenComparing(entry -> entry.getKey().sortKey()))
                .map(Map.Entry::getKey)
                .toList();
        ManagedFields shorter = managed;
        int left = updaters.size();
        Map<String, Owner> oldest = new HashMap<>();
        for (Owner updater : updaters) {
            if (left <= MOST_UPDATERS) {
                break;
            }
            String version = updater.apiVersion();
            Owner first = oldest.putIfAbsent(version, updater);
            if (first != null) {
                shorter = merged(shorter, Owner.updater(NAME, version, ""), first, updater);
                left--;
            }
        }
        return shorter;
    }

    /// Puts an entry into the bucket of its version, which the first entry of that version becomes.
    private static ManagedFields merged(ManagedFields managed, Owner bucket, Owner first, Owner next) {
        ManagedEntry newer = managed.of(next).orElseThrow();
        ManagedEntry older = managed.of(bucket).or(() -> managed.of(first)).orElseThrow();
        FieldSet both = older.fields().union(newer.fields());
        ManagedFields rest = managed.of(bucket).isPresent() ? managed : managed.without(first);
        return rest.without(next).with(bucket, newer.withFields(both));
    }
}
