package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.Expectation;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoreReadOnly;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Writes objects of a type into the store, in the form in which they are kept, and tells the listener.
final class Storage {

    private final RevisionStore store;
    private final ChangeListener listener;

    Storage(RevisionStore store, ChangeListener listener) {
        this.store = store;
        this.listener = listener;
    }

    Optional<StoredObject> find(RequestScope scope, String name) {
        return store.get(scope.key(name));
    }

    StoredObject require(RequestScope scope, String name) {
        return find(scope, name).orElseThrow(() -> Refusals.notFound(scope.type(), name));
    }

    /// Makes an object durable and answers it in the version asked for.
    ///
    /// @throws StatusException 503 when the store takes no writes
    ObjectNode put(RequestScope scope, Expectation expected, ObjectNode object) throws ExpectationFailed {
        ResourceType type = scope.type();
        try {
            StoredObject stored = store.put(scope.key(Json.name(object)), expected, ObjectForms.stored(type, object));
            listener.changed(type, ChangeListener.Change.WRITTEN, stored);
            return ObjectForms.read(type, stored);
        } catch (StoreReadOnly readOnly) {
            throw refused(readOnly);
        }
    }

    /// Removes an object for good and answers its last state, with the revision of the deletion.
    ///
    /// @throws StatusException 503 when the store takes no writes
    ObjectNode delete(RequestScope scope, long revision, ObjectNode lastState) throws ExpectationFailed {
        ResourceType type = scope.type();
        try {
            StoredObject deleted = store.delete(
                    scope.key(Json.name(lastState)),
                    new Expectation.Revision(revision),
                    ObjectForms.stored(type, lastState));
            listener.changed(type, ChangeListener.Change.DELETED, deleted);
            return ObjectForms.read(type, deleted);
        } catch (StoreReadOnly readOnly) {
            throw refused(readOnly);
        }
    }

    private static StatusException refused(StoreReadOnly readOnly) {
        return new StatusException(ApiStatus.unavailable(String.valueOf(readOnly.getMessage())), readOnly);
    }
}
