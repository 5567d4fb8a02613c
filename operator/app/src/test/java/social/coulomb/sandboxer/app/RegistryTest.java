package social.coulomb.sandboxer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What this repository tells others about itself, by the rules of those who read it.
class RegistryTest {

    private static final Path TREE = Path.of("../..");
    private static final Path CAPABILITIES = TREE.resolve("registry/capabilities");
    private static final String CONFIDENCE = "low|medium|high";
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(CAPABILITIES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryIsNamedLikeItsIdAndSaysWhoOwnsIt(Path file) throws IOException {
        JsonNode entry = frontMatter(file);
        assertThat(text(entry, "/id")).matches("^capability\\.[a-z0-9]+(\\.[a-z0-9-]+)+$");
        assertThat(file).hasFileName(text(entry, "/id") + ".md");
        assertThat(text(entry, "/name")).isNotBlank();
        assertThat(text(entry, "/summary")).isNotBlank();
        assertThat(text(entry, "/owner")).isNotBlank();
        assertThat(text(entry, "/status")).matches("draft|reviewed|approved|deprecated");
        assertThat(entry.path("consumption_modes")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntrysLevelsAreInTheirRanges(Path file) throws IOException {
        JsonNode entry = frontMatter(file);
        assertThat(text(entry, "/maturity/discovery/current")).matches("D[0-7]");
        assertThat(text(entry, "/maturity/discovery/target")).matches("D[0-7]");
        assertThat(text(entry, "/maturity/availability/current")).matches("A[0-7]");
        assertThat(text(entry, "/maturity/availability/target")).matches("A[0-7]");
        assertThat(text(entry, "/external_evidence/completeness/level")).matches("C[0-6]");
        assertThat(text(entry, "/external_evidence/reliability/level")).matches("R[0-6]");
        assertThat(entry.at("/maturity/completeness").isMissingNode()
                        && entry.at("/maturity/reliability").isMissingNode())
                .isTrue();
        assertThat(entry.findValuesAsText("confidence"))
                .hasSize(4)
                .allSatisfy(confidence -> assertThat(confidence).matches(CONFIDENCE));
    }

    @Test
    void theIndexHasOneRowForEachEntryAndAgreesWithIt() throws IOException {
        JsonNode rows = YAML.readTree(
                        TREE.resolve("registry/indexes/capabilities.yaml").toFile())
                .path("capabilities");
        assertThat(rows).hasSameSizeAs(entries());
        for (JsonNode row : rows) {
            JsonNode entry = frontMatter(TREE.resolve(row.path("path").asText()));
            for (String field : List.of("id", "name", "owner", "status", "domain")) {
                assertThat(row.path(field)).as(field).isEqualTo(entry.path(field));
            }
        }
    }

    @Test
    void theRepositoryIsOfOneCategoryAndOneDomain() throws IOException {
        JsonNode classification = YAML.readTree(
                        TREE.resolve(".repo-classification.yaml").toFile())
                .path("repo_classification");
        assertThat(text(classification, "/standard")).isEqualTo("Repo Classification Standard");
        assertThat(text(classification, "/version")).isEqualTo("1.0");
        assertThat(text(classification, "/classified_at")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(text(classification, "/category")).isNotBlank();
        assertThat(text(classification, "/domain")).isNotBlank();
        for (String many : List.of("secondary_domains", "capability_tags", "business_stake", "business_mechanics")) {
            assertThat(classification.path(many).isArray()).as(many).isTrue();
        }
    }

    private static String text(JsonNode node, String pointer) {
        assertThat(node.at(pointer).isTextual()).as(pointer).isTrue();
        return node.at(pointer).textValue();
    }

    private static JsonNode frontMatter(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith("---\n");
        return YAML.readTree(text.substring(4, text.indexOf("\n---\n", 4)));
    }
}
