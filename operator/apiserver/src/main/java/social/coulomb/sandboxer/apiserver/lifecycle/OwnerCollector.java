package social.coulomb.sandboxer.apiserver.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.ChangeListener;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.PropagationPolicy;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Garbage collection: deletes objects whose owners are all gone, lets dependents go first where an owner waits
/// for them, and lets them off where they are to be orphans.
final class OwnerCollector implements ChangeListener {

    /// How an object stands to its owners.
    ///
    /// @param present owners that are there and stay
    /// @param waiting owners that are being deleted and wait for their dependents
    /// @param absent owners that are gone
    private record Standing(List<OwnerReference> present, List<OwnerReference> waiting, List<OwnerReference> absent) {

        boolean owned() {
            return !present.isEmpty();
        }

        /// The references that mean nothing any more.
        Set<String> obsolete() {
            var obsolete = new ArrayList<>(waiting);
            obsolete.addAll(absent);
            return obsolete.stream().map(OwnerReference::uid).collect(Collectors.toSet());
        }
    }

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final ObjectAccess objects;
    private final Worker worker;
    private final OwnerGraph graph = new OwnerGraph();

    OwnerCollector(ResourceTypes types, ResourceOperations operations, Worker worker) {
        this.types = types;
        this.operations = operations;
        this.objects = new ObjectAccess(operations);
        this.worker = worker;
    }

    /// Looks at everything that is there. Changes must be reported from before this on.
    void start() {
        worker.soon(() -> {
            var present = new ArrayList<OwnedObject>();
            for (ResourceType type : types.catalog().stored()) {
                present.addAll(operations.list(RequestScope.of(type, ""), ListOptions.EVERYTHING).items().stream()
                        .map(object -> OwnedObject.of(type, object))
                        .filter(object -> !object.owners().isEmpty() || object.beingDeleted())
                        .toList());
            }
            present.forEach(graph::put);
            present.forEach(this::judge);
        });
    }

    @Override
    public void changed(ResourceType type, Change change, StoredObject object) {
        worker.soon(() -> {
            switch (change) {
                case WRITTEN -> written(OwnedObject.of(type, object));
                case DELETED -> deleted(OwnedObject.of(type, object));
            }
        });
    }

    private void written(OwnedObject object) {
        graph.put(object);
        judge(object);
    }

    private void deleted(OwnedObject object) {
        graph.remove(object.key());
        graph.dependents(object.uid()).forEach(this::judge);
        object.owners().forEach(owner -> owner(owner, object).ifPresent(this::judge));
    }

    private void judge(OwnedObject object) {
        if (object.waitsForOrphaning()) {
            orphan(object);
        } else if (object.waitsForDependents()) {
            releaseWhenAlone(object);
        } else if (!object.beingDeleted() && !object.owners().isEmpty()) {
            collectWhenAbandoned(object);
        }
    }

    private void orphan(OwnedObject owner) {
        for (OwnedObject dependent : graph.dependents(owner.uid())) {
            dropReferences(dependent, Set.of(owner.uid()));
        }
        release(owner, OwnedObject.ORPHAN);
    }

    private void releaseWhenAlone(OwnedObject owner) {
        List<OwnedObject> dependents = graph.dependents(owner.uid());
        if (dependents.stream().noneMatch(dependent -> dependent.blocks(owner.uid()))) {
            release(owner, OwnedObject.FOREGROUND);
        }
        dependents.stream().filter(dependent -> !dependent.beingDeleted()).forEach(this::collectWhenAbandoned);
    }

    private void release(OwnedObject owner, String finalizer) {
        objects.removeFromMetadata(
                owner.scope(),
                owner.key().name(),
                owner.uid(),
                "finalizers",
                entry -> entry.asText().equals(finalizer));
    }

    private void collectWhenAbandoned(OwnedObject object) {
        Standing standing = standing(object);
        if (standing.owned()) {
            if (!standing.obsolete().isEmpty()) {
                dropReferences(object, standing.obsolete());
            }
            return;
        }
        PropagationPolicy policy = policy(object, standing);
        objects.delete(object.scope(), object.key().name(), object.uid(), DeleteOptions.PLAIN.withPropagation(policy));
    }

    private PropagationPolicy policy(OwnedObject object, Standing standing) {
        if (object.finalizers().contains(OwnedObject.ORPHAN)) {
            return PropagationPolicy.ORPHAN;
        }
        boolean foreground = object.finalizers().contains(OwnedObject.FOREGROUND)
                || !standing.waiting.isEmpty()
                        && !graph.dependents(object.uid()).isEmpty();
        return foreground ? PropagationPolicy.FOREGROUND : PropagationPolicy.BACKGROUND;
    }

    private void dropReferences(OwnedObject object, Set<String> uids) {
        objects.removeFromMetadata(
                object.scope(),
                object.key().name(),
                object.uid(),
                "ownerReferences",
                reference -> uids.contains(reference.path("uid").asText("")));
    }

    private Standing standing(OwnedObject object) {
        var standing = new Standing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (OwnerReference reference : object.owners()) {
            Optional<OwnedObject> owner = owner(reference, object);
            if (owner.isEmpty() && isKnownKind(reference)) {
                standing.absent.add(reference);
            } else if (owner.isPresent() && owner.get().waitsForDependents()) {
                standing.waiting.add(reference);
            } else {
                standing.present.add(reference);
            }
        }
        return standing;
    }

    /// The owner as it is now: in the namespace of its dependent, or of the whole cluster.
    private Optional<OwnedObject> owner(OwnerReference reference, OwnedObject object) {
        return types.catalog().ofKind(reference.apiVersion(), reference.kind()).flatMap(type -> {
            var scope = RequestScope.of(type, type.namespaced() ? object.key().namespace() : "");
            return objects.find(scope, reference.name())
                    .map(tree -> OwnedObject.of(type, scope.key(reference.name()), tree))
                    .filter(found -> found.uid().equals(reference.uid()));
        });
    }

    /// What is not served here cannot be known to be gone.
    private boolean isKnownKind(OwnerReference reference) {
        return types.catalog().ofKind(reference.apiVersion(), reference.kind()).isPresent();
    }
}
