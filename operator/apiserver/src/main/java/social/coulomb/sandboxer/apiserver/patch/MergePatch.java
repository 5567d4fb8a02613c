package social.coulomb.sandboxer.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// JSON merge patch (RFC 7386): objects merge, null takes a member away, everything else replaces.
public final class MergePatch {
    private MergePatch() {}

    /// The patched value; the arguments are not changed and share nothing with it.
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        merge(result, patch);
        return result;
    }

    private static void merge(ObjectNode result, JsonNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                result.remove(name);
            } else if (value.isObject()) {
                ObjectNode inner = result.get(name) instanceof ObjectNode present ? present : result.putObject(name);
                merge(inner, value);
            } else {
                result.set(name, value.deepCopy());
            }
        }
    }
}
