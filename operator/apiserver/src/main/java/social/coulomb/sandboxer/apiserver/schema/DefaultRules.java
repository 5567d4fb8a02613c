package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Defaults must themselves be what their schema allows.
final class DefaultRules {
    private final List<FieldError> errors = new ArrayList<>();

    private DefaultRules() {}

    static List<FieldError> check(SchemaNode root) {
        var rules = new DefaultRules();
        rules.visit(root, FieldPath.ROOT);
        return rules.errors;
    }

    private void visit(@Nullable SchemaNode schema, FieldPath path) {
        if (schema == null) {
            return;
        }
        if (schema.defaultValue() != null) {
            checkDefault(schema, schema.defaultValue(), path.child("default").toString());
        }
        schema.children()
                .properties()
                .forEach((name, property) ->
                        visit(property, path.child("properties").key(name)));
        visit(schema.children().additionalProperties(), path.child("additionalProperties"));
        visit(schema.children().items(), path.child("items"));
    }

    private void checkDefault(SchemaNode schema, JsonNode value, String path) {
        JsonNode pruned = value.deepCopy();
        Set<String> unknown = Pruning.removeFromValue(pruned, schema);
        if (!unknown.isEmpty()) {
            errors.add(FieldError.invalid(path, GoText.value(value), "must not have unknown fields"));
            return;
        }
        Defaulting.apply(pruned, schema);
        ValueValidation.validate(schema, pruned, null).forEach(error -> errors.add(error.under(path)));
        ListRules.check(schema, pruned).forEach(error -> errors.add(error.under(path)));
    }
}
