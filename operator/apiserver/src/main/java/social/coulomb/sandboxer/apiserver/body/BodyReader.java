package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Reads request bodies. Everything that is wrong with one is thrown as a [StatusException]. Pure.
public final class BodyReader {

    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final List<String> OBJECT_TYPES = List.of(JSON, "application/yaml", PROTOBUF);
    private static final String INTERPRET = "couldn't get version/kind; json parse error: ";
    private static final int SUMMARY = 30;
    private static final int MAXIMUM_OPERATIONS = 10_000;

    private BodyReader() {}

    /// Reads the object of a create or update.
    ///
    /// @param kind what the object has to be, for complaints
    /// @param custom whether a CustomResourceDefinition declares the kind: then the object has to say what it is
    public static RequestBody object(String contentType, byte[] bytes, String kind, boolean custom) {
        try {
            RequestBody body = document(contentType, bytes, custom);
            requireObject(body.tree());
            if (custom && body.tree().path("kind").asText("").isEmpty()) {
                throw new MalformedBody(
                        "Object 'Kind' is missing in '" + new String(bytes, StandardCharsets.UTF_8) + "'");
            }
            return body;
        } catch (MalformedBody malformed) {
            throw new StatusException(
                    ApiStatus.badRequest("the object provided is unrecognized (must be of type " + kind + "): "
                            + malformed.getMessage() + " (" + summary(bytes) + ")"),
                    malformed);
        }
    }

    /// Reads the options of a deletion.
    public static JsonNode options(String contentType, byte[] bytes) {
        try {
            JsonNode tree = document(contentType, bytes, false).tree();
            requireObject(tree);
            return tree;
        } catch (MalformedBody malformed) {
            throw new StatusException(ApiStatus.badRequest(String.valueOf(malformed.getMessage())), malformed);
        }
    }

    /// Reads a patch.
    public static RequestBody patch(PatchKind kind, byte[] bytes) {
        try {
            RequestBody body = kind == PatchKind.APPLY ? applied(bytes) : JsonBody.read(bytes);
            return switch (kind) {
                case JSON -> operations(body);
                case APPLY -> members(body, "error decoding YAML: error converting YAML to JSON: ");
                case MERGE, STRATEGIC -> members(body, "error decoding patch: ");
            };
        } catch (MalformedBody malformed) {
            String prefix = kind == PatchKind.APPLY
                    ? "error decoding YAML: error converting YAML to JSON: "
                    : "error decoding patch: ";
            throw new StatusException(ApiStatus.badRequest(prefix + malformed.getMessage()), malformed);
        }
    }

    /// Most programs apply JSON, which is YAML too but read many times faster. What is wrong with it is said in
    /// the words of YAML.
    private static RequestBody applied(byte[] bytes) throws MalformedBody {
        if (bytes.length > 0 && bytes[0] == '{') {
            try {
                RequestBody json = JsonBody.read(bytes);
                if (json.problems().isEmpty()) {
                    return json;
                }
            } catch (MalformedBody perhapsYaml) {
                return YamlBody.read(bytes);
            }
        }
        return YamlBody.read(bytes);
    }

    /// The kind of patch that a Content-Type stands for.
    public static PatchKind patchKind(String contentType, ResourceType type) {
        return switch (mediaType(contentType)) {
            case "application/merge-patch+json" -> PatchKind.MERGE;
            case "application/json-patch+json" -> PatchKind.JSON;
            case "application/apply-patch+yaml" -> PatchKind.APPLY;
            case String strategic
            when strategic.equals("application/strategic-merge-patch+json") && !type.custom() -> PatchKind.STRATEGIC;
            default -> throw ApiStatus.unsupportedMediaType(patchTypes(type)).asException();
        };
    }

    private static List<String> patchTypes(ResourceType type) {
        return type.custom()
                ? List.of("application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml")
                : List.of(
                        "application/json-patch+json",
                        "application/merge-patch+json",
                        "application/strategic-merge-patch+json",
                        "application/apply-patch+yaml");
    }

    private static RequestBody document(String contentType, byte[] bytes, boolean custom) throws MalformedBody {
        return switch (mediaType(contentType)) {
            case "", JSON -> json(bytes);
            case "application/yaml" -> YamlBody.read(bytes);
            case String binary when binary.equals(PROTOBUF) && !custom -> ProtobufBody.read(bytes);
            default -> throw ApiStatus.unsupportedMediaType(OBJECT_TYPES).asException();
        };
    }

    private static RequestBody json(byte[] bytes) throws MalformedBody {
        try {
            return JsonBody.read(bytes);
        } catch (MalformedBody malformed) {
            throw new MalformedBody(INTERPRET + malformed.getMessage(), malformed);
        }
    }

    private static RequestBody operations(RequestBody body) {
        if (!body.tree().isArray()) {
            throw ApiStatus.badRequest("error decoding patch: json: cannot unmarshal " + goType(body.tree())
                            + " into Go value of type []handlers.jsonPatchOp")
                    .asException();
        }
        if (body.tree().size() > MAXIMUM_OPERATIONS) {
            throw ApiStatus.tooLarge("Request entity too large: The allowed maximum operations in a JSON patch is "
                            + MAXIMUM_OPERATIONS + ", got " + body.tree().size())
                    .asException();
        }
        return body;
    }

    private static RequestBody members(RequestBody body, String prefix) {
        if (body.tree() instanceof ObjectNode) {
            return body;
        }
        throw ApiStatus.badRequest(prefix + "json: cannot unmarshal " + goType(body.tree())
                        + " into Go value of type map[string]interface {}")
                .asException();
    }

    private static void requireObject(JsonNode tree) throws MalformedBody {
        if (!tree.isObject() && !tree.isNull()) {
            throw new MalformedBody(INTERPRET + "json: cannot unmarshal " + goType(tree)
                    + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\";"
                    + " Kind string \"json:\\\"kind,omitempty\\\"\" }");
        }
        if (tree.isNull()) {
            throw new MalformedBody("Object 'Kind' is missing in 'null'");
        }
    }

    private static String goType(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> "bool";
            default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /// The first bytes of a body, as Kubernetes quotes them.
    private static String summary(byte[] bytes) {
        if (bytes.length == 0) {
            return "<empty>";
        }
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, SUMMARY));
        String shown = bytes[0] == '{'
                ? new String(start, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(start);
        return bytes.length > SUMMARY ? shown + " ..." : shown;
    }
}
