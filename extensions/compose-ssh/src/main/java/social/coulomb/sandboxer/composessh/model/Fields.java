package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the shapes that compose allows for one thing: a text or a list, a list or a map.
final class Fields {

    private Fields() {}

    /// A scalar as text; empty when it is none.
    static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /// A list of scalars, or one scalar; reports anything else.
    static List<String> texts(String path, JsonNode node, Findings findings) {
        List<String> texts = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            for (JsonNode item : array) {
                text(item)
                        .ifPresentOrElse(
                                texts::add,
                                () -> findings.addWrongType(path + "[" + texts.size() + "]", "a text", item));
            }
        } else {
            text(node).ifPresentOrElse(texts::add, () -> findings.addWrongType(path, "a text or a list", node));
        }
        return texts;
    }

    /// A map of scalars, or a list of `NAME=value`; a name without a value has an empty one.
    static Map<String, String> pairs(String path, JsonNode node, Findings findings) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getValue().isContainerNode()) {
                    findings.addWrongType(path + "." + entry.getKey(), "a text", entry.getValue());
                }
                pairs.put(
                        entry.getKey(),
                        entry.getValue().isNull() ? "" : entry.getValue().asText());
            });
            return pairs;
        }
        for (String pair : texts(path, node, findings)) {
            int equals = pair.indexOf('=');
            pairs.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return pairs;
    }

    /// The node as an object; reports and answers an empty one when it is none. Null and what is not there
    /// count as empty.
    static ObjectNode object(String path, JsonNode node, Findings findings) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (!node.isNull() && !node.isMissingNode()) {
            findings.addWrongType(path, "a mapping", node);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(Map<String, String> pairs) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        pairs.forEach(object::put);
        return object;
    }
}
