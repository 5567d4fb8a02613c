package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A field set as clients see it: a tree of `f:`, `k:`, `v:` and `i:` steps, in which `.` marks an element that
/// also has something below it.
final class FieldsV1 {
    private static final String SELF = ".";

    private FieldsV1() {}

    static ObjectNode write(FieldSet set) {
        return write(set, false);
    }

    private static ObjectNode write(FieldSet set, boolean self) {
        Map<String, JsonNode> steps = new TreeMap<>();
        set.members().forEach(element -> steps.put(element.wire(), JsonNodeFactory.instance.objectNode()));
        set.children()
                .forEach((element, below) ->
                        steps.put(element.wire(), write(below, set.members().contains(element))));
        if (self) {
            steps.put(SELF, JsonNodeFactory.instance.objectNode());
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        steps.forEach(node::set);
        return node;
    }

    /// Steps of an unknown kind are ignored.
    static FieldSet read(JsonNode node) throws ManagedFieldsMalformed {
        var builder = new FieldSet.Builder();
        for (Map.Entry<String, JsonNode> step : node.properties()) {
            Optional<PathElement> element =
                    step.getKey().equals(SELF) ? Optional.empty() : PathElement.parse(step.getKey());
            if (element.isPresent()) {
                read(builder, element.get(), step.getValue());
            }
        }
        return builder.build();
    }

    private static void read(FieldSet.Builder builder, PathElement element, JsonNode below)
            throws ManagedFieldsMalformed {
        FieldSet set = read(below);
        if (set.isEmpty() || below.has(SELF)) {
            builder.add(element);
        }
        builder.addBelow(element, set);
    }
}
