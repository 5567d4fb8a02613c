package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.objects.WriteOptions;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// The few writes that the work in the background makes, each safe to repeat: what is gone already, or has
/// become another object, is left alone.
final class ObjectAccess {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final WriteOptions AS_CONTROLLER = WriteOptions.by("kube-controller-manager");

    private final ResourceOperations operations;

    ObjectAccess(ResourceOperations operations) {
        this.operations = operations;
    }

    Optional<ObjectNode> find(RequestScope scope, String name) {
        try {
            return Optional.of(operations.get(scope, name, ""));
        } catch (StatusException refused) {
            if (refused.status().code() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /// Deletes an object if it is still the one with this uid.
    void delete(RequestScope scope, String name, String uid, DeleteOptions options) {
        try {
            operations.delete(scope, name, options.withUid(uid));
        } catch (StatusException refused) {
            ignoreOvertaken(refused);
        }
    }

    /// Changes an object by a merge patch if it is still as the patch says.
    void patch(RequestScope scope, String name, ObjectNode patch) {
        try {
            operations.patch(scope, name, PatchKind.MERGE, RequestBody.of(patch), AS_CONTROLLER);
        } catch (StatusException refused) {
            ignoreOvertaken(refused);
        }
    }

    /// Takes entries out of a list of an object's metadata, if the object is still the one with this uid.
    ///
    /// @param unwanted chooses the entries to take out
    void removeFromMetadata(RequestScope scope, String name, String uid, String list, Predicate<JsonNode> unwanted) {
        while (true) {
            Optional<ObjectNode> object =
                    find(scope, name).filter(found -> Trees.uid(found).equals(uid));
            if (object.isEmpty()) {
                return;
            }
            JsonNode present = object.get().path(Trees.METADATA).path(list);
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            present.forEach(entry -> {
                if (!unwanted.test(entry)) {
                    kept.add(entry);
                }
            });
            if (kept.size() == present.size() || patched(scope, name, object.get(), list, kept)) {
                return;
            }
        }
    }

    private boolean patched(RequestScope scope, String name, ObjectNode object, String list, ArrayNode kept) {
        JsonNode value = kept.isEmpty() ? JsonNodeFactory.instance.nullNode() : kept;
        ObjectNode patch = Trees.metadataPatch(object, list, value);
        try {
            operations.patch(scope, name, PatchKind.MERGE, RequestBody.of(patch), AS_CONTROLLER);
            return true;
        } catch (StatusException refused) {
            ignoreOvertaken(refused);
            return refused.status().code() == NOT_FOUND;
        }
    }

    private static void ignoreOvertaken(StatusException refused) {
        int code = refused.status().code();
        if (code != NOT_FOUND && code != CONFLICT) {
            throw refused;
        }
    }
}
