package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.BuiltInTypes;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.Namespaces;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;

/// The API without its transport: types, verbs and the work in the background, over a store.
public final class ApiCore implements AutoCloseable {

    private static final Duration EXPIRY_PERIOD = Duration.ofMinutes(1);

    private final RevisionStore store;
    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final Namespaces namespaces;
    private final Changes changes;
    private final Clock clock;
    /// A worker for each, so that one with much to do does not hold the others up.
    private final Worker collecting = new Worker("owner-collection");

    private final Worker emptying = new Worker("emptying");
    private final Worker expiring = new Worker("event-expiry");

    private ApiCore(RevisionStore store, Clock clock) {
        this.store = store;
        this.types = new ResourceTypes(BuiltInTypes.load());
        this.namespaces = new Namespaces(store);
        this.changes = new Changes();
        this.clock = clock;
        this.operations = new ResourceOperations(store, namespaces, clock, new SecureRandom(), changes);
    }

    /// Serves a store's objects: makes the namespaces that always exist, and installs or updates these
    /// definitions.
    ///
    /// The store stays the caller's to close, after this. A store that takes no writes is served as it is.
    ///
    /// @param definitions CustomResourceDefinitions that come with the program
    public static ApiCore open(RevisionStore store, List<ObjectNode> definitions, Clock clock) {
        var core = new ApiCore(store, clock);
        var registry = new DefinitionRegistry(store, core.types, core.operations, clock);
        var cleanup = new DefinitionCleanup(core.types, core.operations, core.emptying);
        core.changes.add(registry);
        core.changes.add(cleanup);
        registry.refresh();
        if (!store.readOnly()) {
            var bootstrap = new Bootstrap(core.types, core.operations);
            bootstrap.namespaces();
            bootstrap.install(definitions);
            cleanup.start();
        }
        return core;
    }

    /// Starts the work in the background: garbage collection, namespace emptying, event expiry. Without it, the
    /// API behaves like a kube-apiserver without kube-controller-manager.
    public void startControllers() {
        var collector = new OwnerCollector(types, operations, collecting);
        var emptier = new NamespaceEmptier(types, operations, namespaces, clock, emptying);
        var expiry = new EventExpiry(store, types, operations, clock, EventExpiry.MOST);
        changes.add(collector);
        changes.add(emptier);
        collector.start();
        emptier.start();
        expiring.every(expiry::expire, EXPIRY_PERIOD);
    }

    /// What is served.
    public ResourceTypes types() {
        return types;
    }

    /// The verbs.
    public ResourceOperations operations() {
        return operations;
    }

    /// Stops the work in the background and waits for what is under way.
    @Override
    public void close() {
        collecting.close();
        emptying.close();
        expiring.close();
    }
}
