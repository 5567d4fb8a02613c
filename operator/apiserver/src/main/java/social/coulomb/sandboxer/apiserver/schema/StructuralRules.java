package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// What a schema must keep to be structural: every place has one type, and junctions only restrict what is
/// declared outside of them.
final class StructuralRules {
    private enum Level {
        ROOT("must not be empty at the root"),
        ITEM("must not be empty for specified array items"),
        FIELD("must not be empty for specified object fields");

        private final String missingType;

        Level(String missingType) {
            this.missingType = missingType;
        }
    }

    private static final List<String> JUNCTIONS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> UNSUPPORTED =
            List.of("$ref", "id", "definitions", "dependencies", "patternProperties", "additionalItems");
    private static final Set<String> ROOT_METADATA = Set.of("name", "generateName");

    private final List<FieldError> errors = new ArrayList<>();

    private StructuralRules() {}

    static List<FieldError> check(ObjectNode schema) {
        var rules = new StructuralRules();
        rules.checkNode(schema, Level.ROOT, FieldPath.ROOT);
        rules.errors.sort(Comparator.comparing(FieldError::line));
        return rules.errors;
    }

    private void checkNode(JsonNode schema, Level level, FieldPath path) {
        String type = schema.path("type").asText("");
        checkType(schema, type, level, path);
        checkExtensions(schema, path);
        if (type.equals("array") && !schema.path("items").isObject()) {
            errors.add(FieldError.required(path.child("items").toString(), "must be specified"));
        }
        if (schema.path("items").isObject()) {
            checkNode(schema.path("items"), Level.ITEM, path.child("items"));
        }
        schema.path("properties")
                .properties()
                .forEach(property -> checkNode(
                        property.getValue(),
                        Level.FIELD,
                        path.child("properties").key(property.getKey())));
        checkAdditionalProperties(schema, level, path);
        ListTopologyRules.check(schema, path, errors);
        checkKeywords(schema, path);
        checkJunctions(schema, schema, path);
        if (level == Level.ROOT) {
            checkRootMetadata(schema.path("properties").path("metadata"), path);
        }
    }

    private void checkType(JsonNode schema, String type, Level level, FieldPath path) {
        String typePath = path.child("type").toString();
        if (SchemaReader.flag(schema, "x-kubernetes-embedded-resource") && !type.equals("object")) {
            String detail = "must be object if x-kubernetes-embedded-resource is true";
            errors.add(
                    type.isEmpty()
                            ? FieldError.required(typePath, detail)
                            : FieldError.invalid(typePath, GoText.quote(type), detail));
            return;
        }
        boolean mayBeUntyped = SchemaReader.flag(schema, "x-kubernetes-int-or-string")
                || SchemaReader.flag(schema, "x-kubernetes-preserve-unknown-fields");
        if (type.isEmpty() && !mayBeUntyped) {
            errors.add(FieldError.required(typePath, level.missingType));
        }
        if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
            errors.add(FieldError.invalid(typePath, GoText.quote(type), "must be object at the root"));
        }
    }

    private void checkKeywords(JsonNode schema, FieldPath path) {
        if (SchemaReader.flag(schema, "uniqueItems")) {
            errors.add(FieldError.forbidden(
                    path.child("uniqueItems").toString(),
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
        if (path.isRoot() && SchemaReader.flag(schema, "nullable")) {
            errors.add(FieldError.forbidden("nullable", "nullable cannot be true at the root"));
        }
        for (String keyword : UNSUPPORTED) {
            if (schema.has(keyword)) {
                errors.add(FieldError.forbidden(path.child(keyword).toString(), keyword + " is not supported"));
            }
        }
    }

    private void checkExtensions(JsonNode schema, FieldPath path) {
        if (!SchemaReader.flag(schema, "x-kubernetes-int-or-string")) {
            return;
        }
        for (String extension : List.of("x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource")) {
            if (SchemaReader.flag(schema, extension)) {
                errors.add(FieldError.invalid(
                        path.child(extension).toString(),
                        "true",
                        "must be false if x-kubernetes-int-or-string is true"));
            }
        }
    }

    private void checkAdditionalProperties(JsonNode schema, Level level, FieldPath path) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isMissingNode()) {
            return;
        }
        FieldPath additionalPath = path.child("additionalProperties");
        if (level == Level.ROOT) {
            errors.add(FieldError.forbidden(additionalPath.toString(), "must not be used at the root"));
        }
        boolean open = additional.isBoolean() && additional.asBoolean();
        if (!open && schema.path("properties").isObject()) {
            errors.add(FieldError.forbidden(
                    additionalPath.toString(), "additionalProperties and properties are mutual exclusive"));
        }
        if (additional.isBoolean() && !additional.asBoolean()) {
            errors.add(FieldError.forbidden(additionalPath.toString(), "additionalProperties cannot be set to false"));
        }
        if (additional.isObject()) {
            checkNode(additional, Level.FIELD, additionalPath);
        }
    }

    /// @param spine what is declared outside of the junctions, at this place
    private void checkJunctions(JsonNode schema, JsonNode spine, FieldPath path) {
        boolean intOrString = SchemaReader.flag(spine, "x-kubernetes-int-or-string");
        for (String junction : JUNCTIONS) {
            int position = 0;
            for (JsonNode branch : schema.path(junction)) {
                checkBranch(branch, spine, path.child(junction).index(position++), intOrString);
            }
        }
        if (schema.path("not").isObject()) {
            checkBranch(schema.path("not"), spine, path.child("not"), intOrString);
        }
    }

    private void checkBranch(JsonNode branch, JsonNode spine, FieldPath path, boolean intOrString) {
        BranchRules.check(branch, path, intOrString, errors);
        checkJunctions(branch, spine, path);
        branch.path("properties").properties().forEach(property -> {
            FieldPath propertyPath = path.child("properties").key(property.getKey());
            JsonNode declared = spine.path("properties").path(property.getKey());
            if (declared.isMissingNode()) {
                errors.add(FieldError.required(
                        propertyPath.toString().replaceAll("(allOf|anyOf|oneOf)\\[\\d+]\\.|not\\.", ""),
                        "because it is defined in " + propertyPath));
            } else {
                checkBranch(property.getValue(), declared, propertyPath, intOrString);
            }
        });
        if (branch.path("items").isObject()) {
            checkBranch(branch.path("items"), spine.path("items"), path.child("items"), intOrString);
        }
    }

    private void checkRootMetadata(JsonNode metadata, FieldPath path) {
        if (metadata.isMissingNode()) {
            return;
        }
        boolean plain = metadata.path("properties").properties().stream()
                .allMatch(property -> ROOT_METADATA.contains(property.getKey()));
        if (!plain) {
            errors.add(
                    FieldError.forbidden(
                            path.child("properties").key("metadata").toString(),
                            "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        }
    }
}
