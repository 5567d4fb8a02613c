package social.coulomb.sandboxer.apiserver.objects;

import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes all objects that a list would show, one by one.
final class CollectionDeletion {

    private static final int NOT_FOUND = 404;

    private final Reading reading;
    private final Deletion deletion;

    CollectionDeletion(Reading reading, Deletion deletion) {
        this.reading = reading;
        this.deletion = deletion;
    }

    /// Answers the list as it was before. What others delete meanwhile is no failure.
    ResourceList delete(RequestScope scope, ListOptions selection, DeleteOptions options) {
        ResourceList list = reading.list(scope, selection);
        for (StoredObject object : list.items()) {
            String namespace = object.key().namespace();
            deleteOne(
                    new RequestScope(scope.type(), namespace, ""), object.key().name(), options);
        }
        return list;
    }

    private void deleteOne(RequestScope scope, String name, DeleteOptions options) {
        try {
            deletion.delete(scope, name, options);
        } catch (StatusException refused) {
            if (refused.status().code() != NOT_FOUND) {
                throw refused;
            }
        }
    }
}
