package social.coulomb.sandboxer.apiserver.objects;

import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes many objects, several at a time.
final class CollectionDeletion {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Reading reading;
    private final Deletion deletion;

    CollectionDeletion(Reading reading, Deletion deletion) {
        this.reading = reading;
        this.deletion = deletion;
    }

    /// Deletes all objects that a list shows and answers the list as it was. What others delete meanwhile is no
    /// failure.
    ResourceList delete(RequestScope scope, ListOptions selection, DeleteOptions options) {
        ResourceList list = reading.list(scope, selection);
        SharedWork.forEach(list.items(), object -> deleteOne(scope.type(), object, options, Set.of(NOT_FOUND)));
        return list;
    }

    /// Deletes objects as far as they are still as given.
    void deleteUnchanged(ResourceType type, List<StoredObject> objects) {
        SharedWork.forEach(objects, object -> {
            DeleteOptions asGiven = DeleteOptions.PLAIN.withResourceVersion(Long.toString(object.revision()));
            deleteOne(type, object, asGiven, Set.of(NOT_FOUND, CONFLICT));
        });
    }

    private void deleteOne(ResourceType type, StoredObject object, DeleteOptions options, Set<Integer> harmless) {
        RequestScope scope = RequestScope.of(type, object.key().namespace());
        try {
            deletion.delete(scope, object.key().name(), options);
        } catch (StatusException refused) {
            if (!harmless.contains(refused.status().code())) {
                throw refused;
            }
        }
    }
}
