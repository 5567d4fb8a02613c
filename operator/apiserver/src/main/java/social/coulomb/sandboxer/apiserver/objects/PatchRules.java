package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.patch.JsonPatch;
import social.coulomb.sandboxer.apiserver.patch.MergePatch;
import social.coulomb.sandboxer.apiserver.patch.PatchFailed;
import social.coulomb.sandboxer.apiserver.patch.PatchMalformed;
import social.coulomb.sandboxer.apiserver.patch.PatchRefused;
import social.coulomb.sandboxer.apiserver.patch.PatchTooLong;
import social.coulomb.sandboxer.apiserver.patch.StrategicMergePatch;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Carries patches out on trees, and says what is wrong with those that cannot be. Pure.
final class PatchRules {

    private static final List<String> CUSTOM_PATCHES =
            List.of("application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml");
    private static final String OPTIONS_GROUP = "meta.k8s.io";
    private static final String OPTIONS_KIND = "PatchOptions";

    private PatchRules() {}

    /// The patched tree; the arguments are not changed.
    static ObjectNode patched(ResourceType type, ObjectNode target, PatchKind kind, JsonNode patch) {
        try {
            JsonNode result = switch (kind) {
                case JSON -> JsonPatch.apply(target, patch);
                case MERGE -> MergePatch.apply(target, requireObject(patch));
                case STRATEGIC ->
                    StrategicMergePatch.apply(
                            target, requireObject(patch), type.schema().root());
                case APPLY -> throw new IllegalArgumentException("An apply is no patch of a tree");
            };
            return requireObject(result);
        } catch (PatchRefused refused) {
            throw refusal(refused);
        }
    }

    /// Refuses options that do not go with the kind of patch.
    static void requireOptions(ResourceType type, PatchKind kind, WriteOptions options) {
        if (kind == PatchKind.STRATEGIC && type.custom()) {
            throw ApiStatus.unsupportedMediaType(CUSTOM_PATCHES).asException();
        }
        if (kind != PatchKind.APPLY && options.force()) {
            throw Refusals.invalid(
                    OPTIONS_GROUP,
                    OPTIONS_KIND,
                    "",
                    List.of(FieldError.forbidden("force", "may not be specified for non-apply patch")));
        }
        if (kind == PatchKind.APPLY && !options.managerNamed()) {
            throw Refusals.invalid(
                    OPTIONS_GROUP,
                    OPTIONS_KIND,
                    "",
                    List.of(FieldError.required("fieldManager", "is required for apply patch")));
        }
    }

    /// The answer to a patch whose result cannot be read as an object of its kind.
    static StatusException unreadable(ObjectNode patched, String problem) {
        FieldError error = FieldError.invalid("patch", GoText.quote(GoText.value(patched)), problem);
        return Refusals.invalid("", "", "", List.of(error));
    }

    /// Refuses a result that claims to be of another kind.
    static void requireSameKind(ObjectNode target, ObjectNode patched) {
        for (String field : List.of(Json.API_VERSION, Json.KIND)) {
            if (!patched.path(field).equals(target.path(field))) {
                throw ApiStatus.badRequest("the " + field + " in the data ("
                                + patched.path(field).asText("")
                                + ") does not match the expected " + field + " ("
                                + target.path(field).asText("")
                                + ")")
                        .asException();
            }
        }
    }

    private static ObjectNode requireObject(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ApiStatus.badRequest("error decoding patch: json: cannot unmarshal into Go value of type"
                        + " map[string]interface {}")
                .asException();
    }

    private static StatusException refusal(PatchRefused refused) {
        return switch (refused) {
            case PatchFailed failed -> new StatusException(ApiStatus.unprocessable(), failed);
            case PatchMalformed malformed ->
                new StatusException(ApiStatus.badRequest("error decoding patch: " + malformed.getMessage()), malformed);
            case PatchTooLong tooLong ->
                new StatusException(ApiStatus.tooLarge(String.valueOf(tooLong.getMessage())), tooLong);
        };
    }
}
