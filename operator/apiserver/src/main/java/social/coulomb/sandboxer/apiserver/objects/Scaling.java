package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.FieldPath;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ScalePaths;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// The `/scale` of custom objects: their number of replicas, seen as an `autoscaling/v1` Scale.
final class Scaling {

    private static final String API_VERSION = "autoscaling/v1";
    private static final String KIND = "Scale";
    private static final String REPLICAS = "replicas";
    private static final List<String> SHOWN_METADATA =
            List.of(Json.NAME, Json.NAMESPACE, Json.UID, Json.RESOURCE_VERSION, Json.CREATION_TIMESTAMP);

    private final Storage storage;
    private final Replacement replacement;

    Scaling(Storage storage, Replacement replacement) {
        this.storage = storage;
        this.replacement = replacement;
    }

    ObjectNode get(RequestScope scope, String name) {
        ObjectNode object = ObjectForms.read(scope.type(), storage.require(scope, name));
        FieldPath replicas = paths(scope).specReplicas();
        if (replicas.get(object).isMissingNode()) {
            throw ApiStatus.internal("the spec replicas field \"" + replicas + "\" does not exist")
                    .asException();
        }
        return scaleOf(scope, object);
    }

    WriteResult update(RequestScope scope, String name, RequestBody body, WriteOptions options) {
        if (!(body.tree() instanceof ObjectNode scale)) {
            throw ApiStatus.badRequest("the object provided is unrecognized (must be of type Scale)")
                    .asException();
        }
        return write(scope, name, options, present -> scale.deepCopy());
    }

    WriteResult patch(RequestScope scope, String name, PatchKind kind, RequestBody patch, WriteOptions options) {
        PatchKind effective = kind == PatchKind.APPLY ? PatchKind.MERGE : kind;
        return write(
                scope, name, options, present -> PatchRules.patched(scope.type(), present, effective, patch.tree()));
    }

    private interface Proposal {
        ObjectNode from(ObjectNode present);
    }

    private WriteResult write(RequestScope scope, String name, WriteOptions options, Proposal proposal) {
        while (true) {
            StoredObject stored = storage.require(scope, name);
            ObjectNode live = ObjectForms.read(scope.type(), stored);
            ObjectNode scale = proposal.from(scaleOf(scope, live));
            requireScale(scope, name, scale, live);
            ObjectNode proposed = live.deepCopy();
            paths(scope).specReplicas().put(proposed, scale.path(Json.SPEC).path(REPLICAS));
            try {
                WriteResult result = replacement.replace(
                        new Replacement.Change(scope, stored, live, proposed, false), options, List.of());
                return new WriteResult(result.code(), scaleOf(scope, result.object()), result.warnings());
            } catch (ExpectationFailed overtaken) {
                // The next round starts from the newer state; a stated version is refused there.
            }
        }
    }

    private static void requireScale(RequestScope scope, String name, ObjectNode scale, ObjectNode live) {
        Endpoints.requireSameObject(scope, name, scale);
        Preconditions.requireVersion(scope.type(), scale, live);
        Preconditions.requireUid(scope, scale, live);
        if (!(scale.path(Json.SPEC) instanceof ObjectNode spec)) {
            throw ApiStatus.badRequest("Scale in version \"v1\" cannot be handled as a Scale: spec is missing")
                    .asException();
        }
        JsonNode replicas = spec.path(REPLICAS);
        if (replicas.isMissingNode()) {
            spec.put(REPLICAS, 0);
        } else if (!replicas.isIntegralNumber()) {
            throw ApiStatus.badRequest("Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal"
                            + " into Go struct field Scale.spec.replicas of type int32")
                    .asException();
        }
    }

    private static ObjectNode scaleOf(RequestScope scope, ObjectNode object) {
        ScalePaths paths = paths(scope);
        ObjectNode scale = object.objectNode();
        scale.put(Json.KIND, KIND);
        scale.put(Json.API_VERSION, API_VERSION);
        ObjectNode metadata = scale.putObject(Json.METADATA);
        ObjectNode source = Json.metadata(object);
        SHOWN_METADATA.forEach(field -> Json.copy(source, metadata, field));
        JsonNode wanted = paths.specReplicas().get(object);
        ObjectNode spec = scale.putObject(Json.SPEC);
        if (wanted.isIntegralNumber() && wanted.asLong() != 0) {
            spec.set(REPLICAS, wanted);
        }
        ObjectNode status = scale.putObject(Json.STATUS);
        status.put(REPLICAS, paths.statusReplicas().get(object).asLong(0));
        paths.labelSelector()
                .map(path -> path.get(object).asText(""))
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> status.put("selector", text));
        return scale;
    }

    private static ScalePaths paths(RequestScope scope) {
        ResourceType type = scope.type();
        return type.subresources()
                .scale()
                .orElseThrow(() -> ApiStatus.methodNotAllowed(type.group(), type.plural(), "get")
                        .asException());
    }
}
