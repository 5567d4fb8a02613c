package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// What garbage collection has to know of an object.
///
/// @param type in one of its versions
record OwnedObject(
        ResourceType type,
        ObjectKey key,
        String uid,
        List<OwnerReference> owners,
        List<String> finalizers,
        boolean beingDeleted) {

    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    static OwnedObject of(ResourceType type, StoredObject stored) {
        return of(type, stored.key(), stored.tree());
    }

    static OwnedObject of(ResourceType type, ObjectKey key, ObjectNode tree) {
        return new OwnedObject(
                type,
                key,
                Trees.uid(tree),
                OwnerReference.of(tree),
                Trees.finalizers(tree),
                Trees.isBeingDeleted(tree));
    }

    RequestScope scope() {
        return RequestScope.of(type, key.namespace());
    }

    /// Whether it waits for its dependents to go first.
    boolean waitsForDependents() {
        return beingDeleted && finalizers.contains(FOREGROUND);
    }

    /// Whether it waits for its dependents to be let off.
    boolean waitsForOrphaning() {
        return beingDeleted && finalizers.contains(ORPHAN);
    }

    /// Whether it, deleted in the foreground, holds up that owner.
    boolean blocks(String ownerUid) {
        return owners.stream().anyMatch(owner -> owner.blocking() && owner.uid().equals(ownerUid));
    }
}
