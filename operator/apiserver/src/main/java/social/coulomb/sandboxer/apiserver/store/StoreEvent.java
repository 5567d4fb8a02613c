package social.coulomb.sandboxer.apiserver.store;

import org.jspecify.annotations.Nullable;

/// One durable change.
///
/// @param object the object after the change; of a deletion, its last state with the deletion's own revision
/// @param previous the object before the change; null for a creation only
public record StoreEvent(
        Type type, StoredObject object, @Nullable StoredObject previous) {

    /// What happened to the object.
    public enum Type {
        CREATED,
        UPDATED,
        DELETED
    }

    /// The revision of the change.
    public long revision() {
        return object.revision();
    }
}
