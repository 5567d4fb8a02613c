package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.schema.SchemaType;

/// Checks what a Go server decodes into a fixed type: built-in kinds, and the metadata of every kind. What does
/// not fit makes the whole object unreadable, where custom fields would only be invalid. Pure.
final class TypedDecoding {

    private static final String SECONDS = "2006-01-02T15:04:05Z07:00";
    private static final String MICROSECONDS = "2006-01-02T15:04:05.000000Z07:00";

    private final String kind;

    /// @param kind the kind that messages name
    TypedDecoding(String kind) {
        this.kind = kind;
    }

    /// Checks a value and drops what means "not given": nulls, which a typed decoder passes over.
    ///
    /// @param value is changed
    /// @param path the path of Go fields that leads there; empty for the object itself
    /// @throws Undecodable when the value has another type than its schema says
    void accept(JsonNode value, SchemaNode schema, String path) throws Undecodable {
        switch (value) {
            case ObjectNode object -> {
                require(schema.type() == SchemaType.OBJECT || isFree(schema), "object", schema, path);
                acceptMembers(object, schema, path);
            }
            case ArrayNode list -> {
                require(schema.type() == SchemaType.ARRAY || isFree(schema), "array", schema, path);
                acceptItems(list, schema, path);
            }
            default -> acceptScalar(value, schema, path);
        }
    }

    private void acceptItems(ArrayNode list, SchemaNode schema, String path) throws Undecodable {
        @Nullable SchemaNode items = schema.items().orElse(null);
        if (items != null) {
            for (JsonNode item : list) {
                accept(item, items, path);
            }
        }
    }

    private void acceptMembers(ObjectNode object, SchemaNode schema, String path) throws Undecodable {
        object.properties().removeIf(member -> member.getValue().isNull() && !isNullable(schema, member));
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            boolean field = schema.property(member.getKey()).isPresent();
            String inner = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            @Nullable SchemaNode declared = schema.member(member.getKey()).orElse(null);
            if (declared != null) {
                accept(member.getValue(), declared, field ? inner : path);
            }
        }
    }

    private static boolean isNullable(SchemaNode schema, Map.Entry<String, JsonNode> member) {
        Optional<SchemaNode> declared = schema.member(member.getKey());
        return declared.isEmpty() || declared.get().nullable();
    }

    private void acceptScalar(JsonNode value, SchemaNode schema, String path) throws Undecodable {
        if (value.isNull() || isFree(schema)) {
            return;
        }
        if (value.isTextual()) {
            require(schema.type() == SchemaType.STRING, "string", schema, path);
            acceptFormat(value.asText(), schema.format());
        } else if (value.isBoolean()) {
            require(schema.type() == SchemaType.BOOLEAN, "bool", schema, path);
        } else if (value.isIntegralNumber()) {
            boolean fits = schema.type() == SchemaType.INTEGER && fits(value, schema.format());
            require(fits || schema.type() == SchemaType.NUMBER, numberWord(value, schema), schema, path);
        } else {
            require(schema.type() == SchemaType.NUMBER, numberWord(value, schema), schema, path);
        }
    }

    private static boolean fits(JsonNode value, String format) {
        return format.equals("int32") ? value.canConvertToInt() : value.canConvertToLong();
    }

    /// Go names the number itself where the type would do but the value does not.
    private static String numberWord(JsonNode value, SchemaNode schema) {
        return schema.type() == SchemaType.INTEGER ? "number " + value.asText() : "number";
    }

    private static void acceptFormat(String text, String format) throws Undecodable {
        switch (format) {
            case "date-time" -> acceptTime(text, SECONDS);
            case "micro-time" -> acceptTime(text, MICROSECONDS);
            case "byte" -> acceptBase64(text);
            default -> {
                // Other formats are judged when the object is validated.
            }
        }
    }

    private static void acceptTime(String text, String layout) throws Undecodable {
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Undecodable(
                    "parsing time \"" + text + "\" as \"" + layout + "\": cannot parse \"" + text + "\" as \"2006\"");
        }
    }

    private static void acceptBase64(String text) throws Undecodable {
        try {
            Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Undecodable("illegal base64 data at input byte " + firstForeign(text));
        }
    }

    private static int firstForeign(String text) {
        for (int position = 0; position < text.length(); position++) {
            char c = text.charAt(position);
            boolean known = c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
            if (!known) {
                return position;
            }
        }
        return text.length() - text.length() % 4;
    }

    private void require(boolean satisfied, String found, SchemaNode schema, String path) throws Undecodable {
        if (!satisfied) {
            throw new Undecodable("json: cannot unmarshal " + found + " into Go struct field " + kind + "." + path
                    + " of type " + goType(schema));
        }
    }

    private static boolean isFree(SchemaNode schema) {
        return schema.type() == SchemaType.ANY || schema.type() == SchemaType.INT_OR_STRING;
    }

    private static String goType(SchemaNode schema) {
        return switch (schema.type()) {
            case STRING -> schema.format().equals("byte") ? "[]uint8" : "string";
            case INTEGER -> schema.format().isEmpty() ? "int64" : schema.format();
            case NUMBER -> "float64";
            case BOOLEAN -> "bool";
            case ARRAY -> "[]" + schema.items().map(TypedDecoding::goType).orElse("interface {}");
            case OBJECT ->
                "map[string]"
                        + schema.additionalProperties()
                                .map(TypedDecoding::goType)
                                .orElse("interface {}");
            case INT_OR_STRING, ANY -> "interface {}";
        };
    }
}
