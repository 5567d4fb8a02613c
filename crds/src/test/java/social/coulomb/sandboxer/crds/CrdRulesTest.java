package social.coulomb.sandboxer.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that a real API server enforces and nothing here runs: they are checked on the text.
final class CrdRulesTest {

    private static final int MAX_BYTES = 200_000;

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void everyStringListAndMapIsBounded(String plural) {
        List<String> unbounded = new ArrayList<>();
        walk(schema(plural), "", (path, schema) -> {
            boolean bounded = switch (schema.path("type").asText()) {
                case "string" -> schema.has("maxLength") || schema.has("enum") || schema.has("format");
                case "array" -> schema.has("maxItems");
                case "object" ->
                    schema.has("properties") ? !schema.has("additionalProperties") : schema.has("maxProperties");
                default -> true;
            };
            if (!bounded) {
                unbounded.add(path);
            }
        });
        assertThat(unbounded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void everyFieldExplainsItself(String plural) {
        List<String> silent = new ArrayList<>();
        walk(schema(plural), "", (path, schema) -> {
            if (!path.endsWith("[]") && schema.path("description").asText().isBlank()) {
                silent.add(path);
            }
        });
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void everyMapListRequiresItsKeys(String plural) {
        List<String> seen = new ArrayList<>();
        walk(schema(plural), "", (path, schema) -> {
            if (schema.path("x-kubernetes-list-type").asText().equals("map")) {
                seen.add(path);
                Set<String> required = texts(schema.at("/items/required"));
                assertThat(required).as(path).containsAll(texts(schema.get("x-kubernetes-list-map-keys")));
            }
        });
        assertThat(seen).contains(".status.conditions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void noRuleStandsTwice(String plural) {
        walk(schema(plural), "", (path, schema) -> {
            List<String> rules = schema.path("x-kubernetes-validations")
                    .valueStream()
                    .map(rule -> rule.path("rule").asText())
                    .toList();
            assertThat(rules).as(path).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void theDefinitionIsSmallEnoughForClientSideApply(String plural) throws IOException {
        assertThat(Files.size(file(plural))).isLessThan(MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void statusIsASubresourceAndSpecIsRequired(String plural) {
        JsonNode version = version(plural);
        assertThat(version.at("/subresources/status").isObject()).isTrue();
        assertThat(texts(version.at("/schema/openAPIV3Schema/required"))).contains("spec");
    }

    /// The server keeps no priority 0; with one in the file, `kubectl apply` would find a difference each time.
    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "snapshots", "hostprobes"})
    void noColumnSaysWhatTheServerDoesNotKeep(String plural) {
        assertThat(version(plural).get("additionalPrinterColumns"))
                .isNotEmpty()
                .allSatisfy(column -> assertThat(column.path("priority").asInt(1))
                        .as(column.path("name").asText())
                        .isPositive());
    }

    @Test
    void sandboxesCanBeSelectedByTheirIdAndTheirConsumer() {
        assertThat(version("sandboxes").at("/selectableFields"))
                .extracting(field -> field.path("jsonPath").asText())
                .contains(".status.sandboxId", ".status.consumer.actor", ".status.consumer.project");
    }

    private static Path file(String plural) {
        return Path.of(plural + "." + SandboxerApi.GROUP + ".yaml");
    }

    private static JsonNode version(String plural) {
        return CrdGeneration.read(file(plural)).at("/spec/versions/0");
    }

    private static ObjectNode schema(String plural) {
        return (ObjectNode) version(plural).at("/schema/openAPIV3Schema");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void walk(ObjectNode schema, String path, BiConsumer<String, ObjectNode> visitor) {
        visitor.accept(path, schema);
        schema.path("properties")
                .properties()
                .forEach(property -> walk((ObjectNode) property.getValue(), path + "." + property.getKey(), visitor));
        if (schema.get("items") instanceof ObjectNode items) {
            walk(items, path + "[]", visitor);
        }
        if (schema.get("additionalProperties") instanceof ObjectNode values) {
            walk(values, path + "[]", visitor);
        }
    }
}
