package social.coulomb.sandboxer.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes the committed definitions from the types: what the generator emits, put right where it falls short.
final class CrdGeneration {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private static final Set<String> INTEGRAL_BOUNDS =
            Set.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems");

    private CrdGeneration() {}

    /// File name to content, for all kinds.
    static Map<String, String> generate(List<Class<? extends CustomResource<?, ?>>> kinds, Path scratch) {
        new CRDGenerator()
                .customResourceClasses(kinds.<Class<? extends CustomResource<?, ?>>>toArray(Class[]::new))
                .forCRDVersions("v1")
                .inOutputDir(scratch.toFile())
                .generate();
        Map<String, String> files = new TreeMap<>();
        for (Class<? extends CustomResource<?, ?>> kind : kinds) {
            String name = CustomResource.getCRDName(kind);
            files.put(name + ".yaml", text(finish(read(scratch.resolve(name + "-v1.yml")), kind)));
        }
        return files;
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ObjectNode definition) {
        try {
            return "# Generated from the Java types: ./mvnw -pl crds verify -Dcrds.update\n"
                    + YAML.writeValueAsString(definition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode finish(ObjectNode definition, Class<?> kind) {
        ((ObjectNode) definition.get("metadata"))
                .putObject("labels")
                .put("app.kubernetes.io/name", "sandboxer")
                .put("app.kubernetes.io/component", "crds");
        ((ObjectNode) definition.get("spec").get("names")).put("listKind", kind.getSimpleName() + "List");
        ObjectNode version = (ObjectNode) definition.at("/spec/versions/0");
        orderColumns(version, kind);
        dropDefaultPriorities(version);
        ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
        schema.put("description", kind.getAnnotation(JsonClassDescription.class).value());
        finishSchema(schema);
        return definition;
    }

    /// The generator sorts columns by path; people want those of the declaration.
    private static void orderColumns(ObjectNode version, Class<?> kind) {
        List<String> wanted = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        ArrayNode columns = (ArrayNode) version.get("additionalPrinterColumns");
        List<JsonNode> sorted = columns.valueStream()
                .sorted((a, b) -> Integer.compare(
                        wanted.indexOf(a.get("name").asText()),
                        wanted.indexOf(b.get("name").asText())))
                .toList();
        columns.removeAll().addAll(sorted);
    }

    /// The server does not keep them, so each apply would find a difference.
    private static void dropDefaultPriorities(ObjectNode version) {
        version.get("additionalPrinterColumns")
                .valueStream()
                .filter(column -> column.path("priority").asInt() == 0)
                .forEach(column -> ((ObjectNode) column).remove("priority"));
    }

    private static void finishSchema(ObjectNode schema) {
        makeBoundsIntegral(schema);
        dropDoubledRules(schema);
        if (schema.path("properties") instanceof ObjectNode properties) {
            properties.properties().forEach(property -> {
                ObjectNode value = (ObjectNode) property.getValue();
                if (property.getKey().equals("conditions")) {
                    value.put("x-kubernetes-list-type", "map")
                            .putArray("x-kubernetes-list-map-keys")
                            .add("type");
                }
                finishSchema(value);
            });
        }
        Stream.of("items", "additionalProperties")
                .map(schema::get)
                .filter(ObjectNode.class::isInstance)
                .forEach(child -> finishSchema((ObjectNode) child));
    }

    private static void makeBoundsIntegral(ObjectNode schema) {
        INTEGRAL_BOUNDS.forEach(bound -> {
            JsonNode value = schema.get(bound);
            if (value != null
                    && value.isFloatingPointNumber()
                    && value.doubleValue() == Math.rint(value.doubleValue())) {
                schema.put(bound, value.longValue());
            }
        });
    }

    /// Rules are keyed by their text: one that stands twice makes the definition invalid for server-side apply.
    private static void dropDoubledRules(ObjectNode schema) {
        if (schema.get("x-kubernetes-validations") instanceof ArrayNode rules) {
            Set<String> seen = new HashSet<>();
            List<JsonNode> once = rules.valueStream()
                    .filter(rule -> seen.add(rule.path("rule").asText()))
                    .toList();
            rules.removeAll().addAll(once);
        }
    }
}
