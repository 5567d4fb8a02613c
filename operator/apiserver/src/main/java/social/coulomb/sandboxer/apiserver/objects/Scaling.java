package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.fields.ApplyConflict;
import social.coulomb.sandboxer.apiserver.fields.ApplyInvalid;
import social.coulomb.sandboxer.apiserver.fields.FieldOwnership;
import social.coulomb.sandboxer.apiserver.fields.ScaleOwnership;
import social.coulomb.sandboxer.apiserver.fields.WriteScope;
import social.coulomb.sandboxer.apiserver.kinds.FieldPath;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ScalePaths;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// The `/scale` of custom objects: their number of replicas, seen as an `autoscaling/v1` Scale.
final class Scaling {

    private static final String API_VERSION = ScaleOwnership.SCALE_VERSION;
    private static final String KIND = "Scale";
    private static final String REPLICAS = "replicas";
    private static final List<String> SHOWN_METADATA =
            List.of(Json.NAME, Json.NAMESPACE, Json.UID, Json.RESOURCE_VERSION, Json.CREATION_TIMESTAMP);

    /// Stands for a number that is not there, since a Scale cannot leave it out.
    private static final int UNSET = Integer.MIN_VALUE;

    private final Storage storage;
    private final FieldOwnership ownership;
    private final Replacement replacement;
    private final SchemaNode schema = BundledSchemas.scale().root();

    Scaling(Storage storage, FieldOwnership ownership, Replacement replacement) {
        this.storage = storage;
        this.ownership = ownership;
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
        return write(scope, name, options, false, present -> scale.deepCopy());
    }

    WriteResult patch(RequestScope scope, String name, PatchKind kind, RequestBody patch, WriteOptions options) {
        return kind == PatchKind.APPLY
                ? write(scope, name, options, true, present -> applied(present, patch, options))
                : write(
                        scope,
                        name,
                        options,
                        false,
                        present -> PatchRules.patched(scope.type(), present, kind, patch.tree()));
    }

    private ObjectNode applied(ObjectNode present, RequestBody body, WriteOptions options) {
        if (!(body.tree() instanceof ObjectNode applied)) {
            throw ApiStatus.badRequest("error decoding YAML: an object is expected")
                    .asException();
        }
        var writer = new WriteScope(schema, API_VERSION, options.manager(), "scale", Set.of());
        try {
            ObjectNode scale = ownership.apply(present, applied, writer, options.force());
            // Whoever takes back a number that nobody else states leaves none, which a Scale counts as zero.
            scale.withObjectProperty(Json.SPEC);
            return scale;
        } catch (ApplyConflict conflict) {
            throw Applying.refusal(conflict);
        } catch (ApplyInvalid invalid) {
            throw Applying.refusal(invalid);
        }
    }

    private interface Proposal {
        ObjectNode from(ObjectNode present);
    }

    /// @param recorded whether what is proposed says itself who owns the number
    private WriteResult write(
            RequestScope scope, String name, WriteOptions options, boolean recorded, Proposal proposal) {
        while (true) {
            StoredObject stored = storage.require(scope, name);
            ObjectNode live = ObjectForms.read(scope.type(), stored);
            List<String> path = paths(scope).specReplicas().segments();
            var owners = new ScaleOwnership(live, scope.type().apiVersion(), path);
            ObjectNode present = settable(scope, live);
            owners.recordIn(present);
            ObjectNode scale = proposal.from(present);
            requireScale(scope, name, scale, live);
            ObjectNode proposed = live.deepCopy();
            paths(scope).specReplicas().put(proposed, scale.path(Json.SPEC).path(REPLICAS));
            if (recorded) {
                owners.takeOver(scale, proposed);
            }
            try {
                WriteResult result = replacement.replace(
                        new Replacement.Change(scope, stored, live, proposed, recorded), options, List.of());
                return new WriteResult(result.code(), scaleOf(scope, result.object()), result.warnings());
            } catch (ExpectationFailed overtaken) {
                // The next round starts from the newer state; a stated version is refused there.
            }
        }
    }

    /// The Scale as writers find it.
    private static ObjectNode settable(RequestScope scope, ObjectNode live) {
        ObjectNode scale = scaleOf(scope, live);
        if (paths(scope).specReplicas().get(live).isMissingNode()) {
            scale.withObjectProperty(Json.SPEC).put(REPLICAS, UNSET);
        }
        return scale;
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
        } else if (replicas.asLong() == UNSET) {
            throw ApiStatus.badRequest(
                            "the spec replicas field \"" + paths(scope).specReplicas() + "\" cannot be empty")
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
