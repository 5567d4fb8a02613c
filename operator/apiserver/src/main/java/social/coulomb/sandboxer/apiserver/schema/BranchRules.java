package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// What the branches of a junction must leave to the schema around them.
final class BranchRules {
    private static final Map<String, String> FORBIDDEN = Map.ofEntries(
            Map.entry("additionalProperties", "must be undefined to be structural"),
            Map.entry("default", "must be undefined to be structural"),
            Map.entry("title", "must be empty to be structural"),
            Map.entry("description", "must be empty to be structural"),
            Map.entry("externalDocs", "must be undefined to be structural"),
            Map.entry("nullable", "must be false to be structural"),
            Map.entry("x-kubernetes-preserve-unknown-fields", "must be false to be structural"),
            Map.entry("x-kubernetes-embedded-resource", "must be false to be structural"),
            Map.entry("x-kubernetes-int-or-string", "must be false to be structural"),
            Map.entry("x-kubernetes-list-map-keys", "must be empty to be structural"),
            Map.entry("x-kubernetes-list-type", "must be undefined to be structural"),
            Map.entry("x-kubernetes-map-type", "must be undefined to be structural"),
            Map.entry("x-kubernetes-validations", "must be empty to be structural"));

    private BranchRules() {}

    /// @param intOrString whether the place takes integers and strings, where branches may name just those two
    static void check(JsonNode branch, FieldPath path, boolean intOrString, List<FieldError> errors) {
        String type = branch.path("type").asText("");
        boolean naming = intOrString && List.of("integer", "string").contains(type);
        if (!type.isEmpty() && !naming) {
            errors.add(FieldError.forbidden(path.child("type").toString(), "must be empty to be structural"));
        }
        FORBIDDEN.forEach((keyword, detail) -> {
            if (isStated(branch.path(keyword))) {
                errors.add(FieldError.forbidden(path.child(keyword).toString(), detail));
            }
        });
        if (branch.path("properties").has("metadata")) {
            errors.add(FieldError.forbidden(
                    path.child("properties").key("metadata").toString(), "must not be specified in a nested context"));
        }
    }

    private static boolean isStated(JsonNode value) {
        boolean blank = (value.isBoolean() && !value.asBoolean())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isArray() && value.isEmpty());
        return !value.isMissingNode() && !value.isNull() && !blank;
    }
}
