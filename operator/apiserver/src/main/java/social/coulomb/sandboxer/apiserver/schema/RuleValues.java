package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.cel.FieldNames;
import social.coulomb.sandboxer.apiserver.schema.cel.UnorderedList;
import social.coulomb.sandboxer.apiserver.schema.format.GoDuration;

/// Turns JSON into what rules compute with: timestamps, durations and bytes according to the format, the rest
/// as it is.
final class RuleValues {
    private RuleValues() {}

    /// @param resource whether the value has apiVersion, kind and metadata
    static Object of(SchemaNode schema, JsonNode value, boolean resource) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(schema, value);
            case STRING -> text(schema, value.textValue());
            case ARRAY -> list(schema, value);
            default -> schema.additionalProperties().isPresent() ? map(schema, value) : fields(schema, value, resource);
        };
    }

    private static Object number(SchemaNode schema, JsonNode value) {
        boolean whole =
                schema.type() != SchemaType.NUMBER && value.canConvertToExactIntegral() && value.canConvertToLong();
        return whole ? (Object) value.longValue() : (Object) value.doubleValue();
    }

    /// A text that is not what its format promises stays a text.
    private static Object text(SchemaNode schema, String text) {
        try {
            return switch (schema.format()) {
                case "date-time" -> OffsetDateTime.parse(text).toInstant();
                case "date" ->
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                case "duration" ->
                    GoDuration.parse(text).<Object>map(duration -> duration).orElse(text);
                case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
                default -> text;
            };
        } catch (DateTimeException | IllegalArgumentException malformed) {
            return text;
        }
    }

    private static List<Object> list(SchemaNode schema, JsonNode value) {
        SchemaNode items = schema.items().orElse(SchemaNode.ANYTHING);
        List<Object> list = value.valueStream()
                .map(item -> of(items, item, items.embeddedResource()))
                .toList();
        return schema.listType() == Topology.ListType.ATOMIC ? list : new UnorderedList(list);
    }

    private static Map<String, Object> map(SchemaNode schema, JsonNode value) {
        Map<String, Object> members = new HashMap<>();
        value.properties()
                .forEach(member -> schema.member(member.getKey())
                        .ifPresent(declared -> members.put(
                                member.getKey(), of(declared, member.getValue(), declared.embeddedResource()))));
        return members;
    }

    private static Map<String, Object> fields(SchemaNode schema, JsonNode value, boolean resource) {
        Map<String, Object> fields = new HashMap<>();
        value.properties().forEach(member -> {
            String name = member.getKey();
            Optional<SchemaNode> declared = resource && Pruning.RESOURCE_FIELDS.contains(name)
                    ? Optional.of(SchemaNode.RESOURCE_FIELD)
                    : schema.property(name);
            declared.ifPresent(known -> FieldNames.escaped(name)
                    .ifPresent(field -> fields.put(field, of(known, member.getValue(), known.embeddedResource()))));
        });
        return fields;
    }
}
