package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.apiserver.kinds.DefinitionRules;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.ChangeListener;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes the objects of a CustomResourceDefinition that is being deleted, and then lets it go.
final class DefinitionCleanup implements ChangeListener {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final ObjectAccess objects;
    private final KeyedWork work;

    DefinitionCleanup(ResourceTypes types, ResourceOperations operations, Worker worker) {
        this.types = types;
        this.operations = operations;
        this.objects = new ObjectAccess(operations);
        this.work = new KeyedWork(worker, this::clean, RETRY);
    }

    /// Looks after the definitions that were left half deleted.
    void start() {
        RequestScope scope = definitionScope();
        for (StoredObject definition :
                operations.list(scope, ListOptions.EVERYTHING).items()) {
            work.ask(definition.key().name());
        }
    }

    @Override
    public void changed(ResourceType type, Change change, StoredObject object) {
        if (type.plural().equals(DefinitionRegistry.PLURAL) && type.group().equals(DefinitionRegistry.GROUP)) {
            work.ask(object.key().name());
        } else if (change == Change.DELETED && type.origin() instanceof Origin.Custom custom && custom.terminating()) {
            work.ask(custom.definition());
        }
    }

    private boolean clean(String name) {
        RequestScope scope = definitionScope();
        Optional<ObjectNode> definition = objects.find(scope, name).filter(Trees::isBeingDeleted);
        if (definition.isEmpty()) {
            return true;
        }
        boolean empty = instances(name).stream().allMatch(this::empty);
        if (empty) {
            objects.removeFromMetadata(
                    scope,
                    name,
                    Trees.uid(definition.get()),
                    "finalizers",
                    finalizer -> finalizer.asText().equals(DefinitionRules.CLEANUP_FINALIZER));
        }
        return empty;
    }

    private boolean empty(ResourceType type) {
        RequestScope all = RequestScope.of(type, "");
        if (operations.list(all, ListOptions.EVERYTHING).items().isEmpty()) {
            return true;
        }
        operations.deleteCollection(all, ListOptions.EVERYTHING, DeleteOptions.PLAIN);
        return operations.list(all, ListOptions.EVERYTHING).items().isEmpty();
    }

    private Set<ResourceType> instances(String definition) {
        List<ResourceType> stored = types.catalog().stored();
        return stored.stream()
                .filter(type -> type.origin() instanceof Origin.Custom custom
                        && custom.definition().equals(definition))
                .collect(Collectors.toSet());
    }

    private RequestScope definitionScope() {
        return RequestScope.of(DefinitionRegistry.type(types), "");
    }
}
