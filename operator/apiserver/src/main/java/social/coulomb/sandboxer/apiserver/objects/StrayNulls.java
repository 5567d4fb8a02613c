package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;

/// Finds nulls where a schema allows none and has no default to put in their place. Pure.
final class StrayNulls {

    private static final Set<String> OWN_SCHEMA = Set.of(Json.API_VERSION, Json.KIND, Json.METADATA);

    private final List<FieldError> errors = new ArrayList<>();

    private StrayNulls() {}

    static List<FieldError> in(ObjectNode object, SchemaNode schema) {
        var nulls = new StrayNulls();
        object.properties().forEach(member -> {
            if (!OWN_SCHEMA.contains(member.getKey())) {
                schema.member(member.getKey())
                        .ifPresent(declared -> nulls.visit(member.getValue(), declared, member.getKey()));
            }
        });
        return nulls.errors;
    }

    private void visit(JsonNode value, SchemaNode schema, String path) {
        switch (value) {
            case ObjectNode object ->
                object.properties()
                        .forEach(member -> schema.member(member.getKey())
                                .ifPresent(
                                        declared -> visit(member.getValue(), declared, path + "." + member.getKey())));
            case ArrayNode list ->
                schema.items().ifPresent(items -> {
                    for (int position = 0; position < list.size(); position++) {
                        visit(list.get(position), items, path + "[" + position + "]");
                    }
                });
            default -> {
                if (value.isNull() && isRefused(schema)) {
                    String type = schema.type().word();
                    errors.add(FieldError.typeInvalid(
                            path, "\"null\"", path + " in body must be of type " + type + ": \"null\""));
                }
            }
        }
    }

    private static boolean isRefused(SchemaNode schema) {
        return !schema.nullable()
                && schema.defaultValue() == null
                && !schema.type().word().isEmpty();
    }
}
