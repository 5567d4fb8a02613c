package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.fields.ApplyConflict;
import social.coulomb.sandboxer.apiserver.fields.ApplyInvalid;
import social.coulomb.sandboxer.apiserver.fields.FieldOwnership;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.Cause;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Server-side apply: merges what a manager wants into what is there, or makes it.
final class Applying {

    private final Storage storage;
    private final Decoding decoding;
    private final FieldOwnership ownership;
    private final Creation creation;
    private final Replacement replacement;

    Applying(Storage storage, Decoding decoding, FieldOwnership ownership, Creation creation, Replacement replacement) {
        this.storage = storage;
        this.decoding = decoding;
        this.ownership = ownership;
        this.creation = creation;
        this.replacement = replacement;
    }

    /// Applies to the newest state again and again until nobody else was faster.
    WriteResult apply(RequestScope scope, String name, RequestBody body, WriteOptions options) {
        if (!(body.tree() instanceof ObjectNode applied)) {
            throw ApiStatus.badRequest("error decoding YAML: an object is expected")
                    .asException();
        }
        List<String> warnings = Decoding.warnings(scope.type(), options.validation(), body.problems());
        ObjectNode named = named(scope, name, applied);
        while (true) {
            Optional<StoredObject> stored = storage.find(scope, name);
            try {
                return stored.isPresent()
                        ? merge(scope, stored.get(), named, options, warnings)
                        : create(scope, name, named, options, warnings);
            } catch (ExpectationFailed overtaken) {
                // The next round starts from the newer state.
            } catch (StatusException refused) {
                boolean madeMeanwhile = stored.isEmpty()
                        && refused.status().reason().equals("AlreadyExists")
                        && storage.find(scope, name).isPresent();
                if (!madeMeanwhile) {
                    throw refused;
                }
            }
        }
    }

    /// What is applied, with the name of the URL where it leaves that out.
    private static ObjectNode named(RequestScope scope, String name, ObjectNode applied) {
        ObjectNode named = applied.deepCopy();
        ObjectNode metadata = Json.metadata(named);
        if (Json.name(named).isEmpty()) {
            metadata.put(Json.NAME, name);
        }
        Endpoints.requireSameObject(scope, name, named);
        return named;
    }

    private WriteResult merge(
            RequestScope scope, StoredObject stored, ObjectNode applied, WriteOptions options, List<String> warnings)
            throws ExpectationFailed {
        ResourceType type = scope.type();
        ObjectNode live = ObjectForms.read(type, stored);
        Preconditions.requireVersion(type, applied, live);
        Preconditions.requireUid(scope, applied, live);
        ObjectNode merged = merged(scope, live, applied, options);
        return replacement.replace(new Replacement.Change(scope, stored, live, merged, true), options, warnings);
    }

    private WriteResult create(
            RequestScope scope, String name, ObjectNode applied, WriteOptions options, List<String> warnings) {
        ResourceType type = scope.type();
        if (!scope.subresource().isEmpty()) {
            throw Refusals.notFound(type, name);
        }
        String uid = Json.meta(applied, Json.UID);
        if (!uid.isEmpty()) {
            throw ApiStatus.conflict(
                            type.group(),
                            type.plural(),
                            name,
                            "uid mismatch: the provided object specified uid " + uid
                                    + ", and no existing object was found")
                    .asException();
        }
        return creation.create(scope, merged(scope, null, applied, options), true, options, warnings);
    }

    private ObjectNode merged(RequestScope scope, @Nullable ObjectNode live, ObjectNode applied, WriteOptions options) {
        try {
            ObjectNode merged =
                    ownership.apply(live, applied, Endpoints.writeScope(scope, options.manager()), options.force());
            requireNoNulls(scope.type(), merged);
            return decoding.shape(scope.type(), merged.deepCopy(), List.of()).object();
        } catch (ApplyConflict conflict) {
            throw refusal(conflict);
        } catch (ApplyInvalid invalid) {
            throw refusal(invalid);
        } catch (Undecodable undecodable) {
            throw new StatusException(ApiStatus.badRequest(undecodable.problem()), undecodable);
        }
    }

    static StatusException refusal(ApplyConflict conflict) {
        List<Cause> causes = conflict.conflicts().stream()
                .map(single -> new Cause("FieldManagerConflict", single.message(), single.field()))
                .toList();
        return new StatusException(ApiStatus.applyConflict(String.valueOf(conflict.getMessage()), causes), conflict);
    }

    static StatusException refusal(ApplyInvalid invalid) {
        String message = String.valueOf(invalid.getMessage());
        return new StatusException(
                switch (invalid.kind()) {
                    case BAD_REQUEST -> ApiStatus.badRequest(message);
                    case UNTYPED -> ApiStatus.failure(message);
                },
                invalid);
    }

    /// Nulls in what is applied are values like others, so that they must be allowed where they stand.
    private static void requireNoNulls(ResourceType type, ObjectNode merged) {
        List<FieldError> errors =
                type.custom() ? StrayNulls.in(merged, type.schema().root()) : List.of();
        if (!errors.isEmpty()) {
            throw Refusals.invalid(type, Json.name(merged), errors);
        }
    }
}
