package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;

/// The verbs of the API. Every method may be called from any thread; writes block until they are durable.
///
/// Everything that Kubernetes answers with a failure is thrown as a [StatusException]. Trees that are handed in are
/// never modified; trees that are handed out must not be.
public final class ResourceOperations {

    public ResourceOperations(RevisionStore store, ResourceTypes types, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /// Makes an object.
    public WriteResult create(RequestScope scope, RequestBody body, WriteOptions options) {
        throw new UnsupportedOperationException();
    }

    /// Reads an object, or its scale.
    ///
    /// @param resourceVersion as the request states it: the answer is at least that new; empty for no demand
    public ObjectNode get(RequestScope scope, String name, String resourceVersion) {
        throw new UnsupportedOperationException();
    }

    /// Reads a page of objects.
    public ResourceList list(RequestScope scope, ListOptions options) {
        throw new UnsupportedOperationException();
    }

    /// Watches objects. Options that cannot be are refused at once; a version that is too old becomes an ERROR message.
    public WatchSource watch(RequestScope scope, WatchOptions options) {
        throw new UnsupportedOperationException();
    }

    /// Replaces an object, its status, or its scale.
    public WriteResult update(RequestScope scope, String name, RequestBody body, WriteOptions options) {
        throw new UnsupportedOperationException();
    }

    /// Changes an object, its status, or its scale; an apply also makes it.
    public WriteResult patch(RequestScope scope, String name, PatchKind kind, RequestBody patch, WriteOptions options) {
        throw new UnsupportedOperationException();
    }

    /// Deletes an object, or begins to.
    public DeleteResult delete(RequestScope scope, String name, DeleteOptions options) {
        throw new UnsupportedOperationException();
    }

    /// Deletes every object of a list, or begins to, and answers the list as it was.
    public ResourceList deleteCollection(RequestScope scope, ListOptions selection, DeleteOptions options) {
        throw new UnsupportedOperationException();
    }
}
