package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes what lies in a namespace that is being deleted, and then lets the namespace go.
final class NamespaceEmptier implements ChangeListener {

    private static final WriteOptions AS_CONTROLLER = WriteOptions.by("kube-controller-manager");

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final Namespaces namespaces;
    private final ObjectAccess objects;
    private final KeyedWork work;
    private final Set<String> terminating = ConcurrentHashMap.newKeySet();

    NamespaceEmptier(ResourceTypes types, ResourceOperations operations, Namespaces namespaces, Worker worker) {
        this.types = types;
        this.operations = operations;
        this.namespaces = namespaces;
        this.objects = new ObjectAccess(operations);
        this.work = new KeyedWork(worker, this::empty);
    }

    /// Looks after the namespaces that were left half deleted.
    void start() {
        operations
                .list(scope(""), ListOptions.EVERYTHING)
                .items()
                .forEach(namespace -> work.ask(namespace.key().name()));
    }

    @Override
    public void changed(ResourceType type, Change change, StoredObject object) {
        if (isNamespace(type)) {
            work.ask(object.key().name());
        } else if (change == Change.DELETED && terminating.contains(object.key().namespace())) {
            work.ask(object.key().namespace());
        }
    }

    private boolean empty(String name) {
        Optional<ObjectNode> namespace = objects.find(scope(""), name).filter(Trees::isBeingDeleted);
        if (namespace.isEmpty()) {
            terminating.remove(name);
            return true;
        }
        terminating.add(name);
        for (ResourceType type : contents()) {
            operations.deleteCollection(RequestScope.of(type, name), ListOptions.EVERYTHING, DeleteOptions.PLAIN);
        }
        return namespaces.whileClosed(name, () -> release(name, namespace.get()));
    }

    /// Lets the namespace go if nothing is left in it.
    private boolean release(String name, ObjectNode namespace) {
        boolean empty = contents().stream()
                .allMatch(type -> operations
                        .list(RequestScope.of(type, name), ListOptions.EVERYTHING.withLimit(1))
                        .items()
                        .isEmpty());
        if (empty) {
            ObjectNode released = namespace.deepCopy();
            released.withObjectProperty("spec").remove("finalizers");
            released.withObjectProperty(Trees.METADATA).remove("resourceVersion");
            operations.update(scope("finalize"), name, RequestBody.of(released), AS_CONTROLLER);
        }
        return empty;
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
