package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Items of sets, and keys of keyed lists, occur once.
final class ListRules {
    private final List<FieldError> errors = new ArrayList<>();

    private ListRules() {}

    static List<FieldError> check(SchemaNode schema, JsonNode value) {
        var rules = new ListRules();
        rules.visit(schema, value, FieldPath.ROOT);
        return List.copyOf(rules.errors);
    }

    private void visit(SchemaNode schema, JsonNode value, FieldPath path) {
        switch (value) {
            case ObjectNode object ->
                object.properties().forEach(member -> visitMember(schema, member.getKey(), member.getValue(), path));
            case ArrayNode array -> {
                checkUnique(schema, array, path);
                schema.items().ifPresent(items -> {
                    for (int position = 0; position < array.size(); position++) {
                        visit(items, array.get(position), path.index(position));
                    }
                });
            }
            default -> {}
        }
    }

    private void visitMember(SchemaNode schema, String name, JsonNode value, FieldPath path) {
        boolean declared = schema.property(name).isPresent();
        schema.member(name).ifPresent(member -> visit(member, value, declared ? path.child(name) : path.key(name)));
    }

    private void checkUnique(SchemaNode schema, ArrayNode array, FieldPath path) {
        if (schema.listType() == Topology.ListType.ATOMIC) {
            return;
        }
        boolean keyed = schema.listType() == Topology.ListType.MAP;
        Set<JsonNode> seen = new HashSet<>();
        for (int position = 0; position < array.size(); position++) {
            JsonNode item = array.get(position);
            JsonNode identity = keyed ? Correlation.key(schema, item) : item;
            if (!seen.add(identity)) {
                errors.add(FieldError.duplicate(path.index(position).name(), GoText.value(identity)));
            }
        }
    }
}
