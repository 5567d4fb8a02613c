package social.coulomb.sandboxer.apiserver.lifecycle;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;

/// Who owns whom, as far as it was reported. For one thread.
final class OwnerGraph {

    private final Map<ObjectKey, OwnedObject> byKey = new HashMap<>();
    private final Map<String, ObjectKey> keyByUid = new HashMap<>();
    private final Map<String, Set<ObjectKey>> dependentsByUid = new HashMap<>();

    /// Takes an object in, or its newer state.
    void put(OwnedObject object) {
        remove(object.key());
        byKey.put(object.key(), object);
        keyByUid.put(object.uid(), object.key());
        object.owners()
                .forEach(owner -> dependentsByUid
                        .computeIfAbsent(owner.uid(), uid -> new LinkedHashSet<>())
                        .add(object.key()));
    }

    /// Forgets an object.
    void remove(ObjectKey key) {
        @Nullable OwnedObject old = byKey.remove(key);
        if (old == null) {
            return;
        }
        keyByUid.remove(old.uid());
        for (OwnerReference owner : old.owners()) {
            @Nullable Set<ObjectKey> dependents = dependentsByUid.get(owner.uid());
            if (dependents != null) {
                dependents.remove(key);
                if (dependents.isEmpty()) {
                    dependentsByUid.remove(owner.uid());
                }
            }
        }
    }

    Optional<OwnedObject> byUid(String uid) {
        return Optional.ofNullable(keyByUid.get(uid)).map(byKey::get);
    }

    /// The objects that name an owner, as a list of their own.
    List<OwnedObject> dependents(String ownerUid) {
        return dependentsByUid.getOrDefault(ownerUid, Set.of()).stream()
                .map(byKey::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /// All objects, as a list of their own.
    List<OwnedObject> all() {
        return List.copyOf(byKey.values());
    }
}
