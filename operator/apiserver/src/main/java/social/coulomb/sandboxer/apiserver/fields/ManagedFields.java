package social.coulomb.sandboxer.apiserver.fields;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who has which fields of one object. Immutable.
record ManagedFields(Map<Owner, ManagedEntry> entries) {
    static final ManagedFields NONE = new ManagedFields(Map.of());

    ManagedFields {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Optional<ManagedEntry> of(Owner owner) {
        return Optional.ofNullable(entries.get(owner));
    }

    FieldSet fieldsOf(Owner owner) {
        return of(owner).map(ManagedEntry::fields).orElse(FieldSet.EMPTY);
    }

    /// With this entry in place of the owner's present one; an entry without fields is taken out.
    ManagedFields with(Owner owner, ManagedEntry entry) {
        if (entry.fields().isEmpty()) {
            return without(owner);
        }
        Map<Owner, ManagedEntry> changed = new LinkedHashMap<>(entries);
        changed.put(owner, entry);
        return new ManagedFields(changed);
    }

    ManagedFields without(Owner owner) {
        Map<Owner, ManagedEntry> changed = new LinkedHashMap<>(entries);
        changed.remove(owner);
        return new ManagedFields(changed);
    }

    /// Every field that anybody has.
    FieldSet all() {
        return entries.values().stream().map(ManagedEntry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
    }
}
