package social.coulomb.sandboxer.apiserver.lifecycle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;

/// The objects that have owners, by owner, as far as they were reported. For one thread.
final class OwnerGraph {

    private final Map<ObjectKey, OwnedObject> byKey = new HashMap<>();
    private final Map<String, Map<ObjectKey, OwnedObject>> dependentsByUid = new HashMap<>();

    /// Takes an object in, or its newer state; one without owners is forgotten.
    void put(OwnedObject object) {
        remove(object.key());
        if (object.owners().isEmpty()) {
            return;
        }
        byKey.put(object.key(), object);
        for (OwnerReference owner : object.owners()) {
            dependentsByUid
                    .computeIfAbsent(owner.uid(), uid -> new LinkedHashMap<>())
                    .put(object.key(), object);
        }
    }

    /// Forgets an object.
    void remove(ObjectKey key) {
        @Nullable OwnedObject old = byKey.remove(key);
        if (old == null) {
            return;
        }
        for (OwnerReference owner : old.owners()) {
            dependentsByUid.computeIfPresent(owner.uid(), (uid, dependents) -> {
                dependents.remove(key);
                return dependents.isEmpty() ? null : dependents;
            });
        }
    }

    /// The objects that name an owner, as a list of their own.
    List<OwnedObject> dependents(String ownerUid) {
        return List.copyOf(dependentsByUid.getOrDefault(ownerUid, Map.of()).values());
    }
}
