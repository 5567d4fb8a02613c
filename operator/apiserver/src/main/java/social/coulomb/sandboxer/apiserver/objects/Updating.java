package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Replaces objects, or their status, by what was sent.
final class Updating {

    private final Storage storage;
    private final Decoding decoding;
    private final Creation creation;
    private final Replacement replacement;

    Updating(Storage storage, Decoding decoding, Creation creation, Replacement replacement) {
        this.storage = storage;
        this.decoding = decoding;
        this.creation = creation;
        this.replacement = replacement;
    }

    WriteResult update(RequestScope scope, String name, RequestBody body, WriteOptions options) {
        ResourceType type = scope.type();
        Decoding.Decoded decoded = decoding.decode(type, body);
        List<String> warnings = Decoding.warnings(type, options.validation(), decoded.problems());
        ObjectNode proposed = decoded.object();
        Endpoints.requireSameObject(scope, name, proposed);
        while (true) {
            Optional<StoredObject> stored = storage.find(scope, name);
            if (stored.isEmpty()) {
                return createInstead(scope, name, proposed, options, warnings);
            }
            Optional<WriteResult> result = attempt(scope, stored.get(), proposed, options, warnings);
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    /// Empty when somebody else was faster and the request leaves open which version it replaces.
    private Optional<WriteResult> attempt(
            RequestScope scope, StoredObject stored, ObjectNode proposed, WriteOptions options, List<String> warnings) {
        ResourceType type = scope.type();
        ObjectNode live = ObjectForms.read(type, stored);
        if (!KindRules.of(type).unconditionalUpdate()) {
            Preconditions.requireStatedVersion(type, proposed);
        }
        Preconditions.requireVersion(type, proposed, live);
        Preconditions.requireUid(scope, proposed, live);
        try {
            var change = new Replacement.Change(scope, stored, live, proposed, false);
            return Optional.of(replacement.replace(change, options, warnings));
        } catch (ExpectationFailed overtaken) {
            if (!Json.meta(proposed, Json.RESOURCE_VERSION).isEmpty()) {
                throw Refusals.modified(type, Json.name(live));
            }
            return Optional.empty();
        }
    }

    private WriteResult createInstead(
            RequestScope scope, String name, ObjectNode proposed, WriteOptions options, List<String> warnings) {
        if (!scope.subresource().isEmpty() || !KindRules.of(scope.type()).createOnUpdate()) {
            throw Refusals.notFound(scope.type(), name);
        }
        return creation.create(scope, proposed.deepCopy(), false, options, warnings);
    }
}
