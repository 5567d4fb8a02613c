package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.fields.FieldOwnership;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.Expectation;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Puts a changed object in the place of the stored one: the common end of update, patch, apply and scale.
final class Replacement {

    private final Storage storage;
    private final SystemMetadata system;
    private final FieldOwnership ownership;

    Replacement(Storage storage, SystemMetadata system, FieldOwnership ownership) {
        this.storage = storage;
        this.system = system;
        this.ownership = ownership;
    }

    /// What is to be replaced by what.
    ///
    /// @param stored the object that the writer has seen
    /// @param live the same, in the version asked for
    /// @param proposed the object as the writer wants it, in shape; not modified
    /// @param recorded whether its managedFields say already who owns what
    record Change(RequestScope scope, StoredObject stored, ObjectNode live, ObjectNode proposed, boolean recorded) {}

    /// Carries a change out. Nothing is written when nothing differs; the object goes away when it was only
    /// waiting for the finalizers that the change removes.
    ///
    /// @throws ExpectationFailed when the stored object has changed meanwhile
    WriteResult replace(Change change, WriteOptions options, List<String> warnings) throws ExpectationFailed {
        RequestScope scope = change.scope;
        ObjectNode next = next(change);
        Validation.requireReplaceable(scope, next, change.live);
        if (!change.recorded) {
            next = ownership.recordUpdate(change.live, next, Endpoints.writeScope(scope, options.manager()));
        }
        var allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(MetadataRules.warnings(next, Json.finalizers(change.live)));
        return new WriteResult(200, stored(change, next, options), allWarnings);
    }

    private ObjectNode next(Change change) {
        ResourceType type = change.scope.type();
        ObjectNode next = Endpoints.effective(change.scope, change.live, change.proposed);
        system.keep(change.live, next);
        if (!change.scope.isFinalize()) {
            KindRules.of(type).prepareUpdate(next, change.live);
        }
        system.countGeneration(type, change.live, next);
        return next;
    }

    private ObjectNode stored(Change change, ObjectNode next, WriteOptions options) throws ExpectationFailed {
        if (Json.same(next, change.live)) {
            return change.live;
        }
        if (options.dryRun()) {
            return next;
        }
        if (isFinished(change.scope.type(), next)) {
            return storage.delete(change.scope, change.stored.revision(), next);
        }
        return storage.put(change.scope, new Expectation.Revision(change.stored.revision()), next);
    }

    private static boolean isFinished(ResourceType type, ObjectNode object) {
        return Json.isBeingDeleted(object)
                && Json.finalizers(object).isEmpty()
                && !KindRules.of(type).holds(object);
    }
}
