package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the schemas that editors check catalog files with from the types that the reader reads.
final class SchemaGeneration {

    private SchemaGeneration() {}

    static ObjectNode of(Class<?> form) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.RESPECT_JSONPROPERTY_REQUIRED, JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.INLINE_ALL_SCHEMAS);
        builder.forTypesInGeneral()
                .withPropertySorter((first, second) -> 0)
                .withCustomDefinitionProvider((type, context) -> plain(type.getErasedType())
                        .map(definition -> new CustomDefinition(definition, true))
                        .orElse(null));
        builder.forFields()
                .withNullableCheck(field -> !field.isFakeContainerItemScope() && !isRequired(field))
                .withStringMinLengthResolver(field -> isOf(String.class, field) && isRequired(field) ? 1 : null)
                .withStringMaxLengthResolver(field -> isVersion(field) ? Require.LONGEST_VERSION : null)
                .withArrayMinItemsResolver(field -> isOf(List.class, field) && isRequired(field) ? 1 : null)
                .withArrayUniqueItemsResolver(field -> isOf(List.class, field) ? true : null)
                .withNumberInclusiveMinimumResolver(field -> isOf(Number.class, field) ? Require.LEAST : null)
                .withNumberInclusiveMaximumResolver(field -> isOf(Number.class, field) ? Require.MOST : null);
        return new SchemaGenerator(builder.build()).generateSchema(form);
    }

    /// What is written as one text, and what the adapters know themselves.
    private static Optional<ObjectNode> plain(Class<?> type) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        if (Map.class.isAssignableFrom(type)) {
            return Optional.of(definition.put("type", "object").put("additionalProperties", true));
        }
        return Optional.ofNullable(pattern(type))
                .map(pattern -> definition.put("type", "string").put("pattern", pattern));
    }

    private static @Nullable String pattern(Class<?> type) {
        try {
            return (String) type.getDeclaredField("PATTERN").get(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static boolean isRequired(FieldScope field) {
        return property(field).map(JsonProperty::required).orElse(false);
    }

    private static boolean isVersion(FieldScope field) {
        return isOf(String.class, field) && field.getName().equals("version");
    }

    private static boolean isOf(Class<?> type, FieldScope field) {
        return !field.isFakeContainerItemScope() && field.getType().isInstanceOf(type);
    }

    private static Optional<JsonProperty> property(MemberScope<?, ?> member) {
        return Optional.ofNullable(member.getAnnotation(JsonProperty.class));
    }

    /// Every property that the schema describes, by its path.
    static Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> found = new TreeMap<>();
        collect("", schema, found);
        return found;
    }

    private static void collect(String place, JsonNode schema, Map<String, JsonNode> found) {
        schema.path("properties").properties().forEach(property -> {
            String path = place.isEmpty() ? property.getKey() : place + "." + property.getKey();
            found.put(path, property.getValue());
            collect(path, property.getValue(), found);
        });
        schema.path("anyOf").forEach(choice -> collect(place, choice, found));
    }
}
