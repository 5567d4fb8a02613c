package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// JSON values as the Go server prints them in type errors, which clients show and tests compare.
final class GoValue {
    private static final String MAP_TYPE = "map[string]interface {}";
    private static final String LIST_TYPE = "[]interface {}";

    private GoValue() {}

    /// The type of the value.
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY, POJO -> "string";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case BOOLEAN -> "bool";
            case OBJECT -> MAP_TYPE;
            case ARRAY -> LIST_TYPE;
            case NULL, MISSING -> "<nil>";
        };
    }

    /// The value as source text.
    static String literal(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                MAP_TYPE
                        + sorted(value).entrySet().stream()
                                .map(member -> GoText.quote(member.getKey()) + ":" + literal(member.getValue()))
                                .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> LIST_TYPE + items(value, GoValue::literal, ", ", "{", "}");
            case NULL, MISSING -> "interface {}(nil)";
            case STRING, NUMBER, BOOLEAN, BINARY, POJO -> GoText.value(value);
        };
    }

    /// The value as plain text.
    static String plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                sorted(value).entrySet().stream()
                        .map(member -> member.getKey() + ":" + plain(member.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case ARRAY -> items(value, GoValue::plain, " ", "[", "]");
            case NULL, MISSING -> "<nil>";
            case STRING, NUMBER, BOOLEAN, BINARY, POJO -> value.asText();
        };
    }

    private static String items(
            JsonNode array, Function<JsonNode, String> print, String separator, String open, String close) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(print)
                .collect(Collectors.joining(separator, open, close));
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
