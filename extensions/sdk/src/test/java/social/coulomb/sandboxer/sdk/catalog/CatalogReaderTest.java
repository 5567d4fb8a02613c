package social.coulomb.sandboxer.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {

    private static final String PROFILE = """
            id: profile.demo
            version: "1.0.0"
            extension: ext.compose-ssh
            isolation:
              level: container
            network:
              default: deny
            ttl:
              default: 4h
              max: 24h
            resources:
              cpu: 0.5
              memory_mb: 256
            metadata:
              cost_class: self-hosted
            """;

    private static final String DESCRIPTOR = """
            id: ext.demo
            title: Demo
            handler: demo
            capabilities:
              isolation_levels: [container]
              pricing_model: self-hosted
            config:
              base_dir: /tmp/sandboxer
            """;

    @Test
    void aProfileIsReadWithItsDigest() {
        CatalogReading<Profile> reading = readProfiles(PROFILE);

        assertThat(reading.problems()).isEmpty();
        CatalogEntry<Profile> entry = reading.find("profile.demo").orElseThrow();
        assertThat(entry.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(entry.value().ttl().defaultTtl().value()).isEqualTo(Duration.ofHours(4));
        assertThat(entry.value().network().defaultAction()).isEqualTo(Profile.NetworkDefault.DENY);
        assertThat(entry.value().resources().memoryMb()).isEqualTo(256);
    }

    @Test
    void whatIsLeftOutHasTheSafeDefault() {
        Profile profile = readProfiles("""
                id: profile.short
                version: "1"
                extension: ext.demo
                isolation: {level: container}
                ttl: {default: 1h, max: 1h}
                """).find("profile.short").orElseThrow().value();

        assertThat(profile.network().defaultAction()).isEqualTo(Profile.NetworkDefault.DENY);
        assertThat(profile.network().enforcement()).isEqualTo(Profile.Enforcement.BEST_EFFORT);
        assertThat(profile.placement().prefer()).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}, field {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id: profile.demo      | id: demo             | 1  | id           | profile.<slug>",
                "default: 4h           | default: 4 hours     | 9  | ttl.default  | is not a duration",
                "default: 4h           | default: 48h         | 9  | ttl.default  | longer than ttl.max",
                "  default: deny       | default: denied  | 7  | network.default | deny",
                "  memory_mb: 256      | memory: 256      | 13 | resources.memory | unknown field",
                "  memory_mb: 256      | memory_mb: -1    | 13 | resources.memory_mb | above zero",
                "  memory_mb: 256      | memory_mb: much  | 13 | resources.memory_mb | much",
                "extension: ext.compose-ssh | extension: compose | 3 | extension | ext.<name>",
                "level: container      | levels: container    | 4  | isolation.level | required and missing",
                "cost_class: self-hosted | cost: none         | 15 | metadata.cost | unknown field",
                "version: \"1.0.0\"    | id: profile.twice    | 2  |              | Duplicate"
            })
    void aMistakeNamesLineAndFieldAndWhatIsWanted(
            String right, String wrong, int line, String field, String expectedMessage) {
        String broken = PROFILE.replace(right, wrong);

        CatalogReading<Profile> reading = readProfiles(broken);

        assertThat(reading.entries()).isEmpty();
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith("file-0.yaml:");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.field()).isEqualTo(field == null ? "" : field);
            assertThat(problem.message()).contains(expectedMessage);
        });
    }

    @Test
    void aMissingFieldIsNamed() {
        CatalogReading<Profile> reading = readProfiles(PROFILE.replace("version: \"1.0.0\"\n", ""));

        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("version"));
    }

    @Test
    void aBrokenFileDoesNotHideTheOthers() {
        CatalogReading<Profile> reading = readProfiles("id: [", PROFILE, "");

        assertThat(reading.entries()).containsOnlyKeys("profile.demo");
        assertThat(reading.problems()).extracting(CatalogProblem::file).containsExactly("file-0.yaml", "file-2.yaml");
    }

    @Test
    void theSecondOfTwoFilesWithOneIdIsAProblemThatNamesBoth() {
        CatalogReading<ExtensionDescriptor> reading = CatalogReader.ofExtensions()
                .read(List.of(
                        new CatalogFile("ext.demo.yaml", DESCRIPTOR),
                        new CatalogFile("ext.copy.yaml", "# a copy\n" + DESCRIPTOR)));

        assertThat(reading.find("ext.demo").orElseThrow().file()).isEqualTo("ext.demo.yaml");
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .isEqualTo("ext.copy.yaml:2: id: 'ext.demo' is already the id of ext.demo.yaml: "
                                + "give one of the two another id"));
    }

    @ParameterizedTest
    @CsvSource({"isolation_levels: [container], isolation_levels: []", "self-hosted, free"})
    void aDescriptorWithoutUsableCapabilitiesIsRefused(String right, String wrong) {
        CatalogReading<ExtensionDescriptor> reading = CatalogReader.ofExtensions()
                .read(List.of(new CatalogFile("ext.demo.yaml", DESCRIPTOR.replace(right, wrong))));

        assertThat(reading.entries()).isEmpty();
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).startsWith("capabilities"));
    }

    private static CatalogReading<Profile> readProfiles(String... texts) {
        List<CatalogFile> files = new java.util.ArrayList<>();
        for (String text : texts) {
            files.add(new CatalogFile("file-" + files.size() + ".yaml", text));
        }
        return CatalogReader.ofProfiles().read(files);
    }
}
