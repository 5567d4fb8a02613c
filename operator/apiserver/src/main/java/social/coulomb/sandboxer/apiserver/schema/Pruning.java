package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds, and on demand removes, what a schema does not declare.
final class Pruning {
    static final Set<String> RESOURCE_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final boolean removing;
    private final SortedSet<String> unknown = new TreeSet<>();

    private Pruning(boolean removing) {
        this.removing = removing;
    }

    /// Removes undeclared fields; answers their paths.
    static SortedSet<String> remove(ObjectNode object, SchemaNode schema) {
        var pruning = new Pruning(true);
        pruning.visitObject(object, schema, FieldPath.ROOT, true);
        return pruning.unknown;
    }

    /// The paths of undeclared fields; the object stays as it is.
    static SortedSet<String> find(ObjectNode object, SchemaNode schema) {
        var pruning = new Pruning(false);
        pruning.visitObject(object, schema, FieldPath.ROOT, true);
        return pruning.unknown;
    }

    /// Prunes a value that is not a whole resource, such as a default.
    static SortedSet<String> removeFromValue(JsonNode value, SchemaNode schema) {
        var pruning = new Pruning(true);
        pruning.visit(value, schema, FieldPath.ROOT);
        return pruning.unknown;
    }

    private void visit(JsonNode value, SchemaNode schema, FieldPath path) {
        switch (value) {
            case ObjectNode object -> visitObject(object, schema, path, schema.embeddedResource());
            case ArrayNode array -> {
                SchemaNode items = schema.items().orElse(inherited(schema));
                for (int position = 0; position < array.size(); position++) {
                    visit(array.get(position), items, path.index(position));
                }
            }
            default -> {}
        }
    }

    private void visitObject(ObjectNode object, SchemaNode schema, FieldPath path, boolean resource) {
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (resource && RESOURCE_FIELDS.contains(member.getKey())) {
                continue;
            }
            FieldPath memberPath = path.child(member.getKey());
            var declared = schema.member(member.getKey());
            if (declared.isPresent()) {
                visit(member.getValue(), declared.get(), memberPath);
            } else if (!schema.preserveUnknownFields()) {
                unknown.add(memberPath.toString());
                if (removing) {
                    members.remove();
                }
            }
        }
    }

    /// What is undeclared inside preserved data is preserved too.
    private static SchemaNode inherited(SchemaNode schema) {
        return schema.preserveUnknownFields() ? schema : SchemaNode.ANYTHING;
    }
}
