package social.coulomb.sandboxer.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What editors check catalog files with, beside the files that the program brings along.
final class CatalogSchemaTest {

    private static final Path TREE = Path.of("../..");
    private static final Path PROFILES = TREE.resolve("profiles");
    private static final Path EXTENSIONS = TREE.resolve("extensions");
    private static final Path PROFILE_SCHEMA = PROFILES.resolve("profile.schema.json");
    private static final Path EXTENSION_SCHEMA = EXTENSIONS.resolve("extension.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void committedSchemasAreThoseOfTheTypes() throws IOException {
        hold(PROFILE_SCHEMA, ProfileFile.class);
        hold(EXTENSION_SCHEMA, DescriptorFile.class);
    }

    private static void hold(Path file, Class<?> form) throws IOException {
        JsonNode generated = SchemaGeneration.of(form);
        if (System.getProperty("schemas.update") != null) {
            Files.writeString(file, generated.toPrettyString() + "\n");
        }
        assertThat(JSON.readTree(file.toFile()))
                .as("types and schema differ; regenerate with: ./mvnw -pl extensions/sdk test -Dschemas.update")
                .isEqualTo(JSON.readTree(generated.toString()));
    }

    @ParameterizedTest
    @CsvSource({"../../profiles/profile.schema.json, 40", "../../extensions/extension.schema.json, 13"})
    void everyFieldSaysWhatItIsFor(Path schema, int fields) throws IOException {
        assertThat(SchemaGeneration.properties(JSON.readTree(schema.toFile())))
                .hasSizeGreaterThanOrEqualTo(fields)
                .allSatisfy((path, property) -> assertThat(
                                property.path("description").asText())
                        .as(path)
                        .isNotBlank());
    }

    static Stream<Path> bundled() throws IOException {
        return Stream.concat(files(PROFILES, "profile"), files(EXTENSIONS, "ext"))
                .sorted();
    }

    private static Stream<Path> files(Path folder, String kind) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files
                    .filter(file -> file.getFileName().toString().matches(kind + "[.].*[.]ya?ml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyFileThatIsBroughtAlongHoldsItsSchema(Path file) throws IOException {
        assertThat(check(file, Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyFileThatIsBroughtAlongPointsEditorsToItsSchema(Path file) throws IOException {
        String first = Files.readString(file).lines().findFirst().orElseThrow();
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize())
                .isEqualTo((isProfile(file) ? PROFILE_SCHEMA : EXTENSION_SCHEMA).normalize());
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyFileThatIsBroughtAlongIsReadAndNamedLikeItsId(Path file) throws IOException {
        CatalogFile text = new CatalogFile(file.toString(), Files.readString(file));
        CatalogReading<?> reading =
                (isProfile(file) ? CatalogReader.ofProfiles() : CatalogReader.ofExtensions()).read(List.of(text));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.entries())
                .containsOnlyKeys(file.getFileName().toString().replace(".yaml", ""));
    }

    @Test
    void allProfilesOfTheOriginalAreThere() throws IOException {
        assertThat(bundled().map(file -> file.getFileName().toString()))
                .contains(
                        "profile.agent-dev.yaml",
                        "profile.build.yaml",
                        "profile.burst-sandbox.yaml",
                        "profile.compose-checkpoint.yaml",
                        "profile.compose-e2e.yaml",
                        "profile.e2b-burst.yaml",
                        "profile.modal-gpu.yaml",
                        "profile.saas-stub.yaml",
                        "profile.sandbox-canary.yaml",
                        "profile.vm-haskell-build.yaml",
                        "profile.vm-packer-build.yaml")
                .contains(
                        "ext.compose-ssh.yaml",
                        "ext.e2b.yaml",
                        "ext.modal.yaml",
                        "ext.saas-stub.yaml",
                        "ext.vm-packer.yaml");
    }

    @Test
    void everyProfileIsMadeByAnExtensionThatCanIsolateItSo() throws IOException {
        Map<String, CatalogEntry<ExtensionDescriptor>> extensions = CatalogReader.ofExtensions()
                .read(texts(files(EXTENSIONS, "ext")))
                .entries();
        List<CatalogEntry<Profile>> profiles = List.copyOf(CatalogReader.ofProfiles()
                .read(texts(files(PROFILES, "profile")))
                .entries()
                .values());
        assertThat(profiles).extracting(CatalogEntry::value).hasSize(11).allSatisfy(profile -> {
            Profile.Route route = profile.route();
            List<String> candidates = new ArrayList<>(route == null ? List.of() : route.extensions());
            candidates.add(profile.extension());
            assertThat(extensions.keySet()).containsAll(candidates);
            assertThat(candidates.stream().map(extensions::get).map(CatalogEntry::value))
                    .allSatisfy(extension -> assertThat(extension.capabilities().isolationLevels())
                            .contains(profile.isolation().level()));
        });
    }

    private static List<CatalogFile> texts(Stream<Path> files) {
        return files.map(file -> new CatalogFile(file.toString(), text(file))).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default: 4h        | default: 4 hours",
                "default: deny      | default: closed",
                "level: container   | levels: container",
                "memory_mb: null    | memory_mb: -1",
                "cpu: null          | cpu: '0.5'",
                "prefer: [sandboxer01] | prefer: [root@host]",
                "prefer: [sandboxer01] | prefer: [a, a]",
                "egress: []         | egress: [example]",
                "secret_refs: []    | secret_refs: [A Secret]",
                "version: '\"1.0.0\"' | version: 1.0",
                "id: profile.compose-e2e | id: compose-e2e",
                "extension: ext.compose-ssh | extension: null"
            })
    void editorsSeeMistakesWhileTheyAreMade(String right, String wrong) throws IOException {
        String text = Files.readString(PROFILES.resolve("profile.compose-e2e.yaml"));
        String broken = text.replace(right.replace("'\"", "\"").replace("\"'", "\""), wrong);
        assertThat(broken).isNotEqualTo(text);
        assertThat(check(PROFILE_SCHEMA, broken)).isNotEmpty();
    }

    @Test
    void everySectionMayBeLeftOutOrNull() throws IOException {
        String least = """
                id: profile.short
                version: "1"
                extension: ext.demo
                isolation: {level: container}
                ttl: {default: 1h, max: 1h}
                """;
        assertThat(check(PROFILE_SCHEMA, least)).isEmpty();
        assertThat(check(PROFILE_SCHEMA, least + "network: null\nroute: null\nallowed_namespaces: null\n"))
                .isEmpty();
        assertThat(check(PROFILE_SCHEMA, least + "network: {default: null, egress: null, enforcement: null}\n"))
                .isEmpty();
    }

    private static boolean isProfile(Path file) {
        return file.getFileName().toString().startsWith("profile.");
    }

    private static Set<ValidationMessage> check(Path like, String text) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Files.readString(isProfile(like) ? PROFILE_SCHEMA : EXTENSION_SCHEMA));
        return schema.validate(YAML.readTree(text));
    }
}
