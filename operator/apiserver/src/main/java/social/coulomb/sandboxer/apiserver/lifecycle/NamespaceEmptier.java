package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.ChangeListener;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.Namespaces;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.objects.WriteOptions;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes what lies in a namespace that is being deleted, says in the namespace what is left, and then lets it
/// go.
final class NamespaceEmptier implements ChangeListener {

    private static final WriteOptions AS_CONTROLLER = WriteOptions.by("kube-controller-manager");

    /// Often enough for what waits for finalizers; when the last object has gone is noticed at once.
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final Namespaces namespaces;
    private final ObjectAccess objects;
    private final Clock clock;
    private final KeyedWork rounds;
    private final KeyedWork looks;
    private final Set<String> terminating = ConcurrentHashMap.newKeySet();

    NamespaceEmptier(
            ResourceTypes types, ResourceOperations operations, Namespaces namespaces, Clock clock, Worker worker) {
        this.types = types;
        this.operations = operations;
        this.namespaces = namespaces;
        this.objects = new ObjectAccess(operations);
        this.clock = clock;
        this.rounds = new KeyedWork(worker, this::round, RETRY);
        this.looks = new KeyedWork(worker, this::look, RETRY);
    }

    /// Looks after the namespaces that were left half deleted.
    void start() {
        operations
                .list(scope(""), ListOptions.EVERYTHING)
                .items()
                .forEach(namespace -> rounds.ask(namespace.key().name()));
    }

    @Override
    public void changed(ResourceType type, Change change, StoredObject object) {
        if (isNamespace(type)) {
            rounds.ask(object.key().name());
        } else if (change == Change.DELETED && terminating.contains(object.key().namespace())) {
            looks.ask(object.key().namespace());
        }
    }

    /// Deletes all there is, and says whether the namespace is settled by that.
    private boolean round(String name) {
        Optional<ObjectNode> namespace = objects.find(scope(""), name).filter(Trees::isBeingDeleted);
        if (namespace.isEmpty()) {
            terminating.remove(name);
            return true;
        }
        terminating.add(name);
        NamespaceRemains remains = empty(name);
        report(name, namespace.get(), remains);
        return remains.none() && namespaces.whileClosed(name, () -> release(name, namespace.get()));
    }

    /// A full round only once nothing is left: it costs too much for each of many objects that go one by one.
    private boolean look(String name) {
        if (isEmpty(name)) {
            rounds.ask(name);
        }
        return true;
    }

    private NamespaceRemains empty(String name) {
        var remains = new NamespaceRemains();
        for (ResourceType type : contents()) {
            RequestScope scope = RequestScope.of(type, name);
            try {
                operations.deleteCollection(scope, ListOptions.EVERYTHING, DeleteOptions.PLAIN);
            } catch (StatusException refused) {
                if (Thread.currentThread().isInterrupted()) {
                    throw refused;
                }
                remains.addFailure(refused.status().message());
            }
            remains.add(type, operations.list(scope, ListOptions.EVERYTHING).items());
        }
        return remains;
    }

    private void report(String name, ObjectNode namespace, NamespaceRemains remains) {
        JsonNode present = namespace.path("status").path("conditions");
        ArrayNode conditions = NamespaceConditions.after(present, remains, clock.instant());
        if (!conditions.equals(present)) {
            objects.patch(scope("status"), name, Trees.conditionsPatch(namespace, conditions));
        }
    }

    /// Lets the namespace go if nothing is left in it.
    private boolean release(String name, ObjectNode namespace) {
        boolean empty = isEmpty(name);
        if (empty) {
            ObjectNode released = namespace.deepCopy();
            released.withObjectProperty("spec").remove("finalizers");
            released.withObjectProperty(Trees.METADATA).remove("resourceVersion");
            operations.update(scope("finalize"), name, RequestBody.of(released), AS_CONTROLLER);
        }
        return empty;
    }

    private boolean isEmpty(String name) {
        return contents().stream()
                .allMatch(type -> operations
                        .list(RequestScope.of(type, name), ListOptions.EVERYTHING.withLimit(1))
                        .items()
                        .isEmpty());
    }

    private List<ResourceType> contents() {
        return types.catalog().stored().stream()
                .filter(ResourceType::namespaced)
                .toList();
    }

    private RequestScope scope(String subresource) {
        return new RequestScope(types.find("", "v1", "namespaces").orElseThrow(), "", subresource);
    }

    private static boolean isNamespace(ResourceType type) {
        return type.qualifiedPlural().equals("namespaces");
    }
}
