package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// Values in the spelling that clients know from the Go server: quoted strings, sorted JSON, plain numbers.
public final class GoText {
    private static final int LAST_CONTROL = 0x1f;
    private static final int DELETE = 0x7f;

    private GoText() {}

    /// A string in double quotes with the escapes of Go.
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> appendEscaped(quoted, point));
        return quoted.append('"').toString();
    }

    /// A value as it appears behind "Invalid value: ".
    public static String value(JsonNode value) {
        return value.isTextual() ? quote(value.textValue()) : sorted(value).toString();
    }

    /// The same tree with the members of every object in byte order.
    static JsonNode sorted(JsonNode value) {
        if (value instanceof ObjectNode object) {
            Map<String, JsonNode> members = new TreeMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return JsonNodeFactory.instance.objectNode().setAll(members);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(sorted(item)));
            return copy;
        }
        return value;
    }

    private static void appendEscaped(StringBuilder target, int point) {
        switch (point) {
            case '"' -> target.append("\\\"");
            case '\\' -> target.append("\\\\");
            case '\n' -> target.append("\\n");
            case '\r' -> target.append("\\r");
            case '\t' -> target.append("\\t");
            case '\b' -> target.append("\\b");
            case '\f' -> target.append("\\f");
            case 0x07 -> target.append("\\a");
            case 0x0b -> target.append("\\v");
            default -> {
                if (point <= LAST_CONTROL || point == DELETE) {
                    target.append("\\x%02x".formatted(point));
                } else {
                    target.appendCodePoint(point);
                }
            }
        }
    }
}
