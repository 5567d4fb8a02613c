package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// The first steps of every write: what was sent becomes an object of its kind, without unknown fields and with
/// defaults.
final class Decoding {

    private final StructuralSchema metadataSchema;

    /// @param metadataSchema the schema of `metadata`, which is the same for every kind
    Decoding(StructuralSchema metadataSchema) {
        this.metadataSchema = metadataSchema;
    }

    /// An object as it goes on its way, and what is to be said about the fields that it lost.
    ///
    /// @param object free to be changed
    /// @param problems unknown and duplicate fields, such as `unknown field "spec.x"`
    record Decoded(ObjectNode object, List<String> problems) {}

    /// Takes an object as it was sent.
    ///
    /// @throws StatusException when it is of another kind or version, or unreadable
    Decoded decode(ResourceType type, RequestBody body) {
        if (!(body.tree() instanceof ObjectNode sent)) {
            throw ApiStatus.badRequest("the object provided is unrecognized (must be of type " + type.kind()
                            + "): couldn't get version/kind; json parse error: json: cannot unmarshal into an object")
                    .asException();
        }
        requireKind(type, sent);
        try {
            return shape(type, sent.deepCopy(), body.problems());
        } catch (Undecodable undecodable) {
            throw unreadable(type, undecodable.problem());
        }
    }

    /// Brings an object into shape that may be changed and whose kind is known: a patched one, say.
    ///
    /// @throws Undecodable when a field of fixed type has another one
    Decoded shape(ResourceType type, ObjectNode object, List<String> problems) throws Undecodable {
        object.put(Json.API_VERSION, type.apiVersion());
        object.put(Json.KIND, type.kind());
        ObjectNode metadata = metadata(type, object);
        var unknown = new TreeSet<String>();
        new TypedDecoding(type.kind()).accept(metadata, metadataSchema.root(), Json.METADATA);
        unknown.addAll(removeUnknown(metadata));
        if (type.origin() instanceof Origin.BuiltIn builtIn) {
            new TypedDecoding(type.kind()).accept(object, type.schema().root(), "");
            unknown.addAll(type.schema().prune(object));
            ObjectForms.complete(object, builtIn.blank());
        } else {
            unknown.addAll(type.schema().prune(object));
        }
        type.schema().applyDefaults(object);
        dropEmpty(metadata);
        KindRules.of(type).settle(object);
        return new Decoded(object, problems(unknown, problems));
    }

    /// Refuses, or turns into warnings, what a strict decoder would not have taken.
    ///
    /// @throws StatusException 400 when the request wants strictness
    static List<String> warnings(ResourceType type, FieldValidation validation, List<String> problems) {
        if (problems.isEmpty() || validation == FieldValidation.IGNORE) {
            return List.of();
        }
        if (validation == FieldValidation.WARN) {
            return problems;
        }
        throw unreadable(type, strictProblem(problems));
    }

    static String strictProblem(List<String> problems) {
        return "strict decoding error: " + String.join(", ", problems);
    }

    private static List<String> problems(Set<String> unknown, Collection<String> others) {
        var problems = new LinkedHashSet<String>();
        unknown.forEach(path -> problems.add("unknown field \"" + path + "\""));
        problems.addAll(others);
        return new ArrayList<>(problems);
    }

    private Set<String> removeUnknown(ObjectNode metadata) {
        var unknown = new TreeSet<String>();
        metadataSchema.prune(metadata).forEach(path -> unknown.add(Json.METADATA + "." + path));
        for (String foreign : List.of(Json.API_VERSION, Json.KIND, Json.METADATA)) {
            if (metadata.remove(foreign) != null) {
                unknown.add(Json.METADATA + "." + foreign);
            }
        }
        return unknown;
    }

    /// Go leaves out empty metadata, so that an empty map and none are the same.
    private static void dropEmpty(ObjectNode metadata) {
        metadata.properties()
                .removeIf(field -> !field.getKey().equals(Json.MANAGED_FIELDS)
                        && (field.getValue().isNull()
                                || field.getValue().isContainerNode()
                                        && field.getValue().isEmpty()
                                || field.getValue().isTextual()
                                        && field.getValue().asText().isEmpty()));
    }

    private static ObjectNode metadata(ResourceType type, ObjectNode object) throws Undecodable {
        if (object.has(Json.METADATA) && !object.path(Json.METADATA).isObject()) {
            if (object.path(Json.METADATA).isNull()) {
                return object.putObject(Json.METADATA);
            }
            throw new Undecodable(
                    "json: cannot unmarshal into Go struct field " + type.kind() + ".metadata of type v1.ObjectMeta");
        }
        return Json.metadata(object);
    }

    private static void requireKind(ResourceType type, ObjectNode sent) {
        String kind = sent.path(Json.KIND).asText("");
        String apiVersion = sent.path(Json.API_VERSION).asText("");
        if (kind.isEmpty() && type.custom()) {
            throw ApiStatus.badRequest("the object provided is unrecognized (must be of type " + type.kind()
                            + "): Object 'Kind' is missing in '" + sent + "'")
                    .asException();
        }
        if (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion())) {
            throw ApiStatus.badRequest("the API version in the data (" + apiVersion
                            + ") does not match the expected API version (" + type.apiVersion() + ")")
                    .asException();
        }
        if (!kind.isEmpty() && !kind.equals(type.kind())) {
            throw wrongKind(type, kind, Json.name(sent));
        }
    }

    private static StatusException wrongKind(ResourceType type, String kind, String name) {
        if (type.custom()) {
            FieldError error = FieldError.invalid(Json.KIND, "\"" + kind + "\"", "must be " + type.kind());
            return Refusals.invalid(type.group(), kind, name, List.of(error));
        }
        return ApiStatus.badRequest(kind + " in version \"" + type.version() + "\" cannot be handled as a "
                        + type.kind() + ": converting (v1." + kind + ") to (v1." + type.kind()
                        + "): unknown conversion")
                .asException();
    }

    private static StatusException unreadable(ResourceType type, String problem) {
        return ApiStatus.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                        + type.kind() + ": " + problem)
                .asException();
    }
}
