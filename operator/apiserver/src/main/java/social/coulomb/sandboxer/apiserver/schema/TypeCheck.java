package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.schema.format.Formats;

/// Decides whether a value is of the stated type.
final class TypeCheck {
    private static final Set<String> NUMERIC_FORMATS =
            Set.of("int32", "int64", "uint32", "uint64", "float", "float32", "float64", "double");

    private TypeCheck() {}

    static Optional<FieldError> check(SchemaNode schema, JsonNode value, FieldPath path) {
        if (accepts(schema, value)) {
            return Optional.empty();
        }
        String found = value.isNull() ? "null" : word(value);
        String format = knownFormat(schema);
        if (format.isEmpty() || value.isTextual() || value.isArray() || value.isNull()) {
            return Optional.of(error(path, expected(schema), found));
        }
        return Optional.of(error(path, format, nativeFormat(value)));
    }

    /// The error of a value that is not what its type or format says.
    static FieldError error(FieldPath path, String expected, String found) {
        return FieldError.typeInvalid(
                path.name(),
                GoText.quote(found),
                path + " in body must be of type " + expected + ": " + GoText.quote(found));
    }

    private static boolean accepts(SchemaNode schema, JsonNode value) {
        if (value.isNull()) {
            return schema.nullable() || schema.type() == SchemaType.ANY;
        }
        return switch (schema.type()) {
            case ANY -> true;
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case STRING -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case NUMBER -> value.isNumber();
            case INTEGER -> JsonValues.isWhole(value);
            case INT_OR_STRING -> value.isTextual() || JsonValues.isWhole(value);
        };
    }

    private static String expected(SchemaNode schema) {
        return schema.intOrString() ? "integer,string" : schema.type().word();
    }

    private static String knownFormat(SchemaNode schema) {
        String format = schema.format();
        boolean numeric = schema.type() == SchemaType.INTEGER || schema.type() == SchemaType.NUMBER;
        boolean known = numeric ? NUMERIC_FORMATS.contains(format) : Formats.isKnown(format);
        return known ? format : "";
    }

    private static String word(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "string";
        };
    }

    private static String nativeFormat(JsonNode value) {
        if (!value.isNumber()) {
            return "";
        }
        return value.isIntegralNumber() ? "int64" : "float64";
    }
}
