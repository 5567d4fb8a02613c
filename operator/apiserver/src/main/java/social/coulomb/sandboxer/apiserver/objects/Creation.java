package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.fields.FieldOwnership;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.Expectation;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;

/// Makes new objects.
final class Creation {

    private static final int NAME_ATTEMPTS = 8;

    private final Storage storage;
    private final Decoding decoding;
    private final SystemMetadata system;
    private final FieldOwnership ownership;
    private final Namespaces namespaces;
    private final GeneratedNames names;

    Creation(
            Storage storage,
            Decoding decoding,
            SystemMetadata system,
            FieldOwnership ownership,
            Namespaces namespaces,
            GeneratedNames names) {
        this.storage = storage;
        this.decoding = decoding;
        this.system = system;
        this.ownership = ownership;
        this.namespaces = namespaces;
        this.names = names;
    }

    /// Makes an object as it was sent.
    WriteResult create(RequestScope scope, RequestBody body, WriteOptions options) {
        Decoding.Decoded decoded = decoding.decode(scope.type(), body);
        List<String> warnings = Decoding.warnings(scope.type(), options.validation(), decoded.problems());
        requirePlace(scope, decoded.object());
        if (!Json.meta(decoded.object(), Json.RESOURCE_VERSION).isEmpty()) {
            throw ApiStatus.failure("resourceVersion should not be set on objects to be created")
                    .asException();
        }
        return create(scope, decoded.object(), false, options, warnings);
    }

    /// Makes an object that is in shape already.
    ///
    /// @param object is changed
    /// @param recorded whether its managedFields say already who owns what
    WriteResult create(
            RequestScope scope, ObjectNode object, boolean recorded, WriteOptions options, List<String> warnings) {
        ResourceType type = scope.type();
        requireAlive(type);
        system.stamp(type, type.namespaced() ? scope.namespace() : "", object);
        if (type.subresources().status()) {
            object.remove(Json.STATUS);
        }
        var allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(MetadataRules.warnings(object, List.of()));
        ObjectNode made = storeNamed(scope, object, recorded, options);
        return new WriteResult(201, made, allWarnings);
    }

    private ObjectNode storeNamed(RequestScope scope, ObjectNode object, boolean recorded, WriteOptions options) {
        String prefix = Json.meta(object, Json.GENERATE_NAME);
        boolean generated = Json.name(object).isEmpty() && !prefix.isEmpty();
        for (int attempt = 1; ; attempt++) {
            if (generated) {
                Json.metadata(object).put(Json.NAME, names.complete(prefix));
            }
            try {
                return store(scope, complete(scope, object, recorded, options), options);
            } catch (ExpectationFailed taken) {
                if (!generated || attempt == NAME_ATTEMPTS) {
                    throw exists(scope.type(), Json.name(object), taken);
                }
            }
        }
    }

    private ObjectNode complete(RequestScope scope, ObjectNode object, boolean recorded, WriteOptions options) {
        ResourceType type = scope.type();
        ObjectNode complete = recorded
                ? object
                : ownership.recordUpdate(Endpoints.blank(type), object, Endpoints.writeScope(scope, options.manager()));
        KindRules.of(type).prepareCreation(complete);
        return complete;
    }

    private ObjectNode store(RequestScope scope, ObjectNode object, WriteOptions options) throws ExpectationFailed {
        ResourceType type = scope.type();
        String name = Json.name(object);
        String namespace = type.namespaced() ? scope.namespace() : "";
        return namespaces.whileOpen(type, namespace, name, () -> {
            Validation.requireCreatable(type, object);
            if (options.dryRun()) {
                storage.find(scope, name).ifPresent(present -> {
                    throw exists(type, name, Json.isBeingDeleted(present.tree()));
                });
                return object;
            }
            return storage.put(scope, new Expectation.Absent(), object);
        });
    }

    private static void requirePlace(RequestScope scope, ObjectNode object) {
        String namespace = Json.meta(object, Json.NAMESPACE);
        if (scope.type().namespaced() && !namespace.isEmpty() && !namespace.equals(scope.namespace())) {
            throw ApiStatus.badRequest(
                            "the namespace of the provided object does not match the namespace sent on the request")
                    .asException();
        }
    }

    private static void requireAlive(ResourceType type) {
        if (type.origin() instanceof Origin.Custom custom && custom.terminating()) {
            ApiStatus refused = ApiStatus.methodNotAllowed(type.group(), type.plural(), "create");
            throw new ApiStatus(
                            refused.code(),
                            refused.reason(),
                            "create not allowed while custom resource definition is terminating",
                            refused.details())
                    .asException();
        }
    }

    private static StatusException exists(ResourceType type, String name, ExpectationFailed taken) {
        return exists(
                type,
                name,
                taken.current()
                        .map(present -> Json.isBeingDeleted(present.tree()))
                        .orElse(false));
    }

    private static StatusException exists(ResourceType type, String name, boolean beingDeleted) {
        return (beingDeleted
                        ? ApiStatus.beingDeleted(type.group(), type.plural(), name)
                        : ApiStatus.alreadyExists(type.group(), type.plural(), name))
                .asException();
    }
}
