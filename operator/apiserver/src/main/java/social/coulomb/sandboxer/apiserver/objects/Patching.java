package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Changes objects, or their status, by merge, JSON and strategic-merge patches.
final class Patching {

    private final Storage storage;
    private final Decoding decoding;
    private final Replacement replacement;

    Patching(Storage storage, Decoding decoding, Replacement replacement) {
        this.storage = storage;
        this.decoding = decoding;
        this.replacement = replacement;
    }

    /// Patches the newest state again and again until nobody else was faster; a version inside the patch ends
    /// that.
    WriteResult patch(RequestScope scope, String name, PatchKind kind, RequestBody patch, WriteOptions options) {
        while (true) {
            StoredObject stored = storage.require(scope, name);
            try {
                return attempt(scope, stored, kind, patch, options);
            } catch (ExpectationFailed overtaken) {
                // The next round starts from the newer state.
            }
        }
    }

    private WriteResult attempt(
            RequestScope scope, StoredObject stored, PatchKind kind, RequestBody patch, WriteOptions options)
            throws ExpectationFailed {
        ResourceType type = scope.type();
        ObjectNode live = ObjectForms.read(type, stored);
        JsonNode instructions = patch.tree();
        ObjectNode patched = PatchRules.patched(type, live, kind, instructions);
        PatchRules.requireSameKind(live, patched);
        Decoding.Decoded decoded = shape(type, patched, patch.problems());
        List<String> warnings = warnings(patched, options.validation(), decoded.problems());
        ObjectNode proposed = decoded.object();
        Endpoints.requireSameObject(scope, stored.key().name(), proposed);
        Preconditions.requireVersion(type, proposed, live);
        Preconditions.requireUid(scope, proposed, live);
        return replacement.replace(new Replacement.Change(scope, stored, live, proposed, false), options, warnings);
    }

    private Decoding.Decoded shape(ResourceType type, ObjectNode patched, List<String> problems) {
        try {
            return decoding.shape(type, patched.deepCopy(), problems);
        } catch (Undecodable undecodable) {
            throw PatchRules.unreadable(patched, undecodable.problem());
        }
    }

    private static List<String> warnings(ObjectNode patched, FieldValidation validation, List<String> problems) {
        if (validation == FieldValidation.STRICT && !problems.isEmpty()) {
            throw PatchRules.unreadable(patched, Decoding.strictProblem(problems));
        }
        return validation == FieldValidation.WARN ? problems : List.of();
    }
}
