package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// Checks the versions of a definition: one is stored, each has a schema that can be used. Pure.
///
/// Kubernetes reports parts that all versions share at the top of the spec, and so does this.
final class DefinitionVersions {

    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");

    private final JsonNode spec;
    private final List<FieldError> errors = new ArrayList<>();

    DefinitionVersions(JsonNode spec) {
        this.spec = spec;
    }

    List<FieldError> check() {
        checkStorage();
        checkNames();
        checkConversion();
        checkEachOrShared("schema", "spec.validation", this::checkSchema);
        checkEachOrShared("subresources", "spec.subresources", this::checkSubresources);
        checkEachOrShared("additionalPrinterColumns", "spec.additionalPrinterColumns", this::checkColumns);
        checkEachOrShared("selectableFields", "spec.selectableFields", this::checkSelectable);
        return errors;
    }

    private interface PartCheck {
        void check(String path, JsonNode part, JsonNode version);
    }

    private void checkEachOrShared(String part, String sharedPath, PartCheck check) {
        JsonNode versions = spec.path("versions");
        if (versions.isEmpty()) {
            return;
        }
        if (isShared(part)) {
            check.check(sharedPath, versions.path(0).path(part), versions.path(0));
            return;
        }
        for (int position = 0; position < versions.size(); position++) {
            JsonNode version = versions.path(position);
            check.check("spec.versions[" + position + "]." + part, version.path(part), version);
        }
    }

    private boolean isShared(String part) {
        JsonNode first = spec.path("versions").path(0).path(part);
        for (JsonNode version : spec.path("versions")) {
            if (!version.path(part).equals(first)) {
                return false;
            }
        }
        return !first.isMissingNode();
    }

    private void checkStorage() {
        long stored = 0;
        for (JsonNode version : spec.path("versions")) {
            stored += version.path("storage").asBoolean() ? 1 : 0;
        }
        if (stored != 1) {
            errors.add(FieldError.invalid(
                    "spec.versions", goVersions(), "must have exactly one version marked as storage version"));
        }
    }

    private void checkNames() {
        Set<String> seen = new HashSet<>();
        boolean repeated = false;
        int position = 0;
        for (JsonNode version : spec.path("versions")) {
            String name = version.path("name").asText("");
            if (!name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?")) {
                errors.add(FieldError.invalid(
                        "spec.versions[" + position + "].name",
                        GoText.quote(name),
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                                + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
                                + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"));
            }
            repeated |= !seen.add(name);
            position++;
        }
        if (repeated) {
            errors.add(FieldError.invalid("spec.versions", goVersions(), "must contain unique version names"));
        }
    }

    private void checkConversion() {
        String strategy = spec.path("conversion").path("strategy").asText("");
        if (!strategy.equals("None")) {
            errors.add(FieldError.notSupported("spec.conversion.strategy", GoText.quote(strategy), List.of("None")));
        }
        if (spec.path("preserveUnknownFields").asBoolean()) {
            errors.add(FieldError.invalid(
                    "spec.preserveUnknownFields", "true", "must be false in order to use defaults in the schema"));
        }
    }

    private void checkSchema(String path, JsonNode schema, JsonNode version) {
        if (!(schema.get("openAPIV3Schema") instanceof ObjectNode openApi)) {
            errors.add(FieldError.required(path + ".openAPIV3Schema", ""));
            return;
        }
        try {
            StructuralSchema.compile(openApi);
        } catch (SchemaInvalid invalid) {
            invalid.errors().forEach(error -> errors.add(error.under(path + ".openAPIV3Schema")));
        }
    }

    private void checkSubresources(String path, JsonNode subresources, JsonNode version) {
        JsonNode scale = subresources.path("scale");
        if (scale.isObject()) {
            checkScalePath(path + ".scale.specReplicasPath", scale.path("specReplicasPath"), ".spec.", errors);
            checkScalePath(path + ".scale.statusReplicasPath", scale.path("statusReplicasPath"), ".status.", errors);
        }
    }

    private static void checkScalePath(String field, JsonNode value, String root, List<FieldError> errors) {
        String path = value.asText("");
        if (path.isEmpty()) {
            errors.add(FieldError.required(field, ""));
        } else if (!path.startsWith(root)) {
            errors.add(FieldError.invalid(
                    field, GoText.quote(path), "should be a json path under " + root.substring(0, root.length() - 1)));
        }
    }

    private void checkColumns(String path, JsonNode columns, JsonNode version) {
        int position = 0;
        for (JsonNode column : columns) {
            String place = path + "[" + position + "]";
            for (String field : List.of("name", "type", "jsonPath")) {
                if (column.path(field).asText("").isEmpty()) {
                    errors.add(FieldError.required(place + "." + field, ""));
                }
            }
            String type = column.path("type").asText("");
            if (!type.isEmpty() && !COLUMN_TYPES.contains(type)) {
                errors.add(FieldError.invalid(
                        place + ".type", GoText.quote(type), "must be one of " + String.join(",", COLUMN_TYPES)));
            }
            position++;
        }
    }

    private void checkSelectable(String path, JsonNode fields, JsonNode version) {
        int position = 0;
        Set<String> seen = new HashSet<>();
        for (JsonNode field : fields) {
            String place = path + "[" + position + "].jsonPath";
            String jsonPath = field.path("jsonPath").asText("");
            if (jsonPath.isEmpty()) {
                errors.add(FieldError.required(place, ""));
            } else if (!isSelectable(version, jsonPath)) {
                errors.add(FieldError.invalid(
                        place,
                        GoText.quote(jsonPath),
                        "must point to a field of type string, boolean or integer. Enum string fields and strings with"
                                + " formats are allowed."));
            } else if (!seen.add(jsonPath)) {
                errors.add(FieldError.duplicate(place, GoText.quote(jsonPath)));
            }
            position++;
        }
    }

    private static boolean isSelectable(JsonNode version, String jsonPath) {
        JsonNode place = version.path("schema").path("openAPIV3Schema");
        for (String segment : FieldPath.parse(jsonPath).segments()) {
            place = place.path("properties").path(segment);
        }
        return List.of("string", "boolean", "integer")
                .contains(place.path("type").asText(""));
    }

    /// The versions as Go prints its own form of them, in which shared parts have moved away.
    private String goVersions() {
        ArrayNode versions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode version : spec.path("versions")) {
            ObjectNode form = versions.addObject();
            form.put("Name", version.path("name").asText(""));
            form.put("Served", version.path("served").asBoolean());
            form.put("Storage", version.path("storage").asBoolean());
            form.put("Deprecated", version.path("deprecated").asBoolean());
            form.set("DeprecationWarning", version.get("deprecationWarning"));
            for (String part : List.of("Schema", "Subresources", "AdditionalPrinterColumns", "SelectableFields")) {
                form.putNull(part);
            }
        }
        return spec.path("versions").isArray() ? versions.toString() : "null";
    }
}
