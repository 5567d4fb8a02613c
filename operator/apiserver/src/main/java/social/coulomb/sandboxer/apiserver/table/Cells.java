package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/// Brings values into the form that a column's type wants. Pure.
final class Cells {

    private Cells() {}

    /// A value as a cell of a printer column; null where the value is not of the column's type.
    static JsonNode of(String type, JsonNode value, Instant now) {
        return switch (type) {
            case "integer" ->
                value.isNumber() ? JsonNodeFactory.instance.numberNode(value.asLong()) : NullNode.instance;
            case "number" -> value.isNumber() ? value : NullNode.instance;
            case "boolean" -> value.isBoolean() ? value : NullNode.instance;
            case "date" -> value.isTextual() ? TextNode.valueOf(age(value, now)) : NullNode.instance;
            default -> TextNode.valueOf(value.isContainerNode() ? value.toString() : value.asText());
        };
    }

    /// How long ago a time was.
    static String age(JsonNode time, Instant now) {
        if (!time.isTextual()) {
            return "<unknown>";
        }
        try {
            return HumanDuration.format(
                    Duration.between(OffsetDateTime.parse(time.asText()).toInstant(), now));
        } catch (DateTimeParseException noTime) {
            return "<invalid>";
        }
    }
}
