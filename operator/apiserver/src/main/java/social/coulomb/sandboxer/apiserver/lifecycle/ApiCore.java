package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;

/// The API without its transport: types, verbs and the work in the background, over a store.
public final class ApiCore implements AutoCloseable {

    private ApiCore() {}

    /// Serves a store's objects: makes the namespaces that always exist, and installs or updates these definitions.
    ///
    /// The store stays the caller's to close, after this.
    ///
    /// @param definitions CustomResourceDefinitions that come with the program
    public static ApiCore open(RevisionStore store, List<ObjectNode> definitions, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /// Starts the work in the background: garbage collection, namespace emptying, event expiry. Without it, the API
    /// behaves like a kube-apiserver without kube-controller-manager.
    public void startControllers() {
        throw new UnsupportedOperationException();
    }

    /// What is served.
    public ResourceTypes types() {
        throw new UnsupportedOperationException();
    }

    /// The verbs.
    public ResourceOperations operations() {
        throw new UnsupportedOperationException();
    }

    /// Stops the work in the background and waits for what is under way.
    @Override
    public void close() {}
}
