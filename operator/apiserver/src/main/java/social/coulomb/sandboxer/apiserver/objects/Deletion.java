package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.Details;
import social.coulomb.sandboxer.apiserver.store.Expectation;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes objects, or begins to where finalizers hold them.
final class Deletion {

    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";
    private static final Set<String> PERMANENT_NAMESPACES = Set.of("default", "kube-system", "kube-public");

    private final Storage storage;
    private final SystemMetadata system;

    Deletion(Storage storage, SystemMetadata system) {
        this.storage = storage;
        this.system = system;
    }

    DeleteResult delete(RequestScope scope, String name, DeleteOptions options) {
        requireDeletable(scope.type(), name);
        while (true) {
            StoredObject stored = storage.require(scope, name);
            ObjectNode live = ObjectForms.read(scope.type(), stored);
            Preconditions.requireDeletable(scope, options, live);
            try {
                return attempt(scope, stored, live, options);
            } catch (ExpectationFailed overtaken) {
                // The next round judges the newer state.
            }
        }
    }

    private DeleteResult attempt(RequestScope scope, StoredObject stored, ObjectNode live, DeleteOptions options)
            throws ExpectationFailed {
        KindRules rules = KindRules.of(scope.type());
        List<String> finalizers = finalizers(live, options);
        if (finalizers.isEmpty() && !rules.holds(live)) {
            return remove(scope, stored, live, options);
        }
        ObjectNode next = live.deepCopy();
        Json.setTexts(Json.metadata(next), Json.FINALIZERS, finalizers);
        if (!Json.isBeingDeleted(live)) {
            rules.beginDeletion(next, system.now());
        }
        if (options.dryRun() || Json.same(next, live)) {
            return new DeleteResult(false, next);
        }
        return new DeleteResult(false, storage.put(scope, new Expectation.Revision(stored.revision()), next));
    }

    private DeleteResult remove(RequestScope scope, StoredObject stored, ObjectNode live, DeleteOptions options)
            throws ExpectationFailed {
        if (!options.dryRun()) {
            storage.delete(scope, stored.revision(), live);
        }
        ResourceType type = scope.type();
        Details details =
                Details.of(type.group(), type.plural(), Json.name(live)).withUid(Json.meta(live, Json.UID));
        return new DeleteResult(true, ApiStatus.success(details));
    }

    /// The finalizers that an object keeps or gets: two of them stand for what becomes of its dependents.
    private static List<String> finalizers(ObjectNode live, DeleteOptions options) {
        List<String> present = Json.finalizers(live);
        if (options.propagation().isEmpty()) {
            return present;
        }
        var finalizers = new ArrayList<>(present);
        finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
        switch (options.propagation().get()) {
            case ORPHAN -> finalizers.add(ORPHAN);
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case BACKGROUND -> {
                // The dependents follow by themselves.
            }
        }
        return finalizers;
    }

    private static void requireDeletable(ResourceType type, String name) {
        if (type.qualifiedPlural().equals("namespaces") && PERMANENT_NAMESPACES.contains(name)) {
            throw ApiStatus.forbidden("", "namespaces", name, "this namespace may not be deleted")
                    .asException();
        }
    }
}
