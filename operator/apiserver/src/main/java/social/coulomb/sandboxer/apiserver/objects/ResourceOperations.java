package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import social.coulomb.sandboxer.apiserver.fields.FieldOwnership;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// The verbs of the API. Every method may be called from any thread; writes block until they are durable.
///
/// Everything that Kubernetes answers with a failure is thrown as a [StatusException]. Trees that are handed in
/// are never modified; trees that are handed out must not be.
public final class ResourceOperations {

    private final Creation creation;
    private final Reading reading;
    private final Watching watching;
    private final Updating updating;
    private final Patching patching;
    private final Applying applying;
    private final Scaling scaling;
    private final Deletion deletion;
    private final CollectionDeletion collectionDeletion;

    /// @param clock dates what is created, changed and deleted
    /// @param listener is told of every change
    public ResourceOperations(
            RevisionStore store, Namespaces namespaces, Clock clock, RandomGenerator random, ChangeListener listener) {
        var storage = new Storage(store, listener);
        var decoding = new Decoding(BundledSchemas.metadata());
        var system = new SystemMetadata(clock);
        var ownership = new FieldOwnership(clock);
        var replacement = new Replacement(storage, system, ownership);
        this.creation = new Creation(storage, decoding, system, ownership, namespaces, new GeneratedNames(random));
        this.reading = new Reading(store);
        this.watching = new Watching(store);
        this.updating = new Updating(storage, decoding, creation, replacement);
        this.patching = new Patching(storage, decoding, replacement);
        this.applying = new Applying(storage, decoding, ownership, creation, replacement);
        this.scaling = new Scaling(storage, ownership, replacement);
        this.deletion = new Deletion(storage, system);
        this.collectionDeletion = new CollectionDeletion(reading, deletion);
    }

    /// Makes an object.
    public WriteResult create(RequestScope scope, RequestBody body, WriteOptions options) {
        return creation.create(scope, body, options);
    }

    /// Reads an object, or its scale.
    ///
    /// @param resourceVersion as the request states it: the answer is at least that new; empty for no demand
    public ObjectNode get(RequestScope scope, String name, String resourceVersion) {
        return scope.isScale() ? scaling.get(scope, name) : reading.get(scope, name, resourceVersion);
    }

    /// Reads a page of objects.
    public ResourceList list(RequestScope scope, ListOptions options) {
        return reading.list(scope, options);
    }

    /// Watches objects. Options that cannot be are refused at once; a version that is too old becomes an ERROR
    /// message.
    public WatchSource watch(RequestScope scope, WatchOptions options) {
        return watching.watch(scope, options);
    }

    /// Replaces an object, its status, or its scale.
    public WriteResult update(RequestScope scope, String name, RequestBody body, WriteOptions options) {
        return scope.isScale()
                ? scaling.update(scope, name, body, options)
                : updating.update(scope, name, body, options);
    }

    /// Changes an object, its status, or its scale; an apply also makes it.
    public WriteResult patch(RequestScope scope, String name, PatchKind kind, RequestBody patch, WriteOptions options) {
        PatchRules.requireOptions(scope.type(), kind, options);
        if (scope.isScale()) {
            return scaling.patch(scope, name, kind, patch, options);
        }
        return kind == PatchKind.APPLY
                ? applying.apply(scope, name, patch, options)
                : patching.patch(scope, name, kind, patch, options);
    }

    /// Deletes an object, or begins to.
    public DeleteResult delete(RequestScope scope, String name, DeleteOptions options) {
        return deletion.delete(scope, name, options);
    }

    /// Deletes every object of a list, or begins to, and answers the list as it was.
    public ResourceList deleteCollection(RequestScope scope, ListOptions selection, DeleteOptions options) {
        return collectionDeletion.delete(scope, selection, options);
    }

    /// Deletes objects as far as they are still as given; what has changed or is gone is left alone.
    public void deleteUnchanged(ResourceType type, List<StoredObject> objects) {
        collectionDeletion.deleteUnchanged(type, objects);
    }
}
