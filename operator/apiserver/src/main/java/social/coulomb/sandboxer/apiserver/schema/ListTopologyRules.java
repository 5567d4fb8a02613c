package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What a list must declare to be merged item by item.
final class ListTopologyRules {
    private static final String LIST_TYPE = "x-kubernetes-list-type";
    private static final String MAP_KEYS = "x-kubernetes-list-map-keys";
    private static final String MAP_TYPE = "x-kubernetes-map-type";

    private final JsonNode schema;
    private final FieldPath path;
    private final List<FieldError> errors;

    private ListTopologyRules(JsonNode schema, FieldPath path, List<FieldError> errors) {
        this.schema = schema;
        this.path = path;
        this.errors = errors;
    }

    static void check(JsonNode schema, FieldPath path, List<FieldError> errors) {
        var rules = new ListTopologyRules(schema, path, errors);
        switch (schema.path(LIST_TYPE).asText("")) {
            case "", "atomic" -> {}
            case "set" -> rules.checkSet();
            case "map" -> rules.checkKeyed();
            default ->
                errors.add(FieldError.notSupported(
                        path.child(LIST_TYPE).toString(),
                        GoText.value(schema.path(LIST_TYPE)),
                        List.of("atomic", "map", "set")));
        }
    }

    private void checkSet() {
        JsonNode items = schema.path("items");
        boolean whole = items.path(MAP_TYPE).asText("").equals("atomic");
        if (items.path("type").asText("").equals("object") && !whole) {
            errors.add(FieldError.invalid(
                    path.child("items").child(MAP_TYPE).toString(),
                    GoText.value(items.path(MAP_TYPE)),
                    "must be atomic as item of a list with x-kubernetes-list-type=set"));
        }
    }

    private void checkKeyed() {
        JsonNode items = schema.path("items");
        if (schema.path(MAP_KEYS).isEmpty()) {
            errors.add(FieldError.required(
                    path.child(MAP_KEYS).toString(), "must not be empty if x-kubernetes-list-type is map"));
        }
        if (items.isObject() && !items.path("type").asText("").equals("object")) {
            errors.add(FieldError.invalid(
                    path.child("items").child("type").toString(),
                    GoText.value(items.path("type")),
                    "must be object if parent array's x-kubernetes-list-type is map"));
            return;
        }
        int position = 0;
        for (JsonNode key : schema.path(MAP_KEYS)) {
            checkKey(items, key.asText(), path.child(MAP_KEYS).index(position++));
        }
    }

    private void checkKey(JsonNode items, String key, FieldPath keyPath) {
        JsonNode property = items.path("properties").path(key);
        FieldPath propertyPath = path.child("items").child("properties").key(key);
        if (property.isMissingNode()) {
            errors.add(FieldError.invalid(
                    keyPath.toString(), GoText.quote(key), "entries must all be names of item properties"));
            return;
        }
        String type = property.path("type").asText("");
        if (type.equals("array") || type.equals("object")) {
            errors.add(FieldError.invalid(
                    propertyPath.child("type").toString(),
                    GoText.quote(type),
                    "must be a scalar type if parent array's x-kubernetes-list-type is map"));
        }
        boolean required = items.path("required")
                .valueStream()
                .anyMatch(name -> name.asText().equals(key));
        if (!required && !property.has("default")) {
            errors.add(FieldError.required(
                    propertyPath.child("default").toString(),
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                            + " property"));
        }
    }
}
