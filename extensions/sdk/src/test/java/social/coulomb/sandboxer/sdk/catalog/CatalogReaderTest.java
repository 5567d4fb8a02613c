package social.coulomb.sandboxer.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "  memory_mb: 256      | memory_mb: much  | 13 | resources.memory_mb | whole number",
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

    /// Each line is put at the end of a whole profile, or in the place of the section that it names.
    @ParameterizedTest(name = "{0}: field {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 1.0                        | version             | must be text; in quotes",
                "version: true                       | version             | must be text",
                "version: [a]                        | version             | must be text",
                "version: ''                         | version             | is empty",
                "version: a2345678901234567890123456789012345678901234567890123456789012345 | version | has 65 characters",
                "version: null                       | version             | is required and has no value",
                "id: null                            | id                  | is required and has no value",
                "ttl: 4h                             | ttl                 | must be a map of fields",
                "ttl: [4h]                           | ttl                 | must be a map of fields",
                "ttl: {default: 4, max: 24h}         | ttl.default         | must be text",
                "ttl: {default: 1h}                  | ttl.max             | is required and missing",
                "ttl: {default: null, max: 24h}      | ttl.default         | is required and has no value",
                "ttl: {default: 1h, max: 24h, idle_reap: 2d}  | ttl.idle_reap | 2d is longer than ttl.max, 1d",
                "ttl: {default: 1h, max: 9999d}      | ttl.max             | 9999d is longer than the longest",
                "ttl: {default: 0h, max: 24h}        | ttl.default         | is not a duration",
                "resources: {cpu: '0.5'}             | resources.cpu       | must be a number, without quotes",
                "resources: {cpu: 0}                 | resources.cpu       | above zero",
                "resources: {cpu: 1e99}              | resources.cpu       | 0.001 to 2147483647",
                "resources: {cpu: .inf}              | resources.cpu       | numeric value '.inf'",
                "resources: {memory_mb: 1.5}         | resources.memory_mb | must be a whole number",
                "resources: {memory_mb: 99999999999} | resources.memory_mb | 99999999999",
                "resources: {pids: no}               | resources.pids      | must be a whole number",
                "resources: {enforcement: 1}         | resources.enforcement | one of best-effort, required",
                "network: {default: 0}               | network.default     | one of deny, allow",
                "network: {egress: a.example.org:443} | network.egress     | must be a list",
                "network: {egress: [a.example.org:443, b]}   | network.egress[1] | neither host:port nor a network",
                "network: {egress: [a.example.org:70000]}    | network.egress[0] | neither host:port nor a network",
                "network: {egress: [300.1.1.1:80]}   | network.egress[0]   | neither host:port nor a network",
                "network: {egress: ['[::1]:0']}      | network.egress[0]   | neither host:port nor a network",
                "network: {egress: [192.0.2.0/33]}   | network.egress[0]   | is not a network",
                "network: {egress: [192.0.2.1/24]}   | network.egress[0]   | behind the prefix",
                "network: {egress: [1.2/8]}          | network.egress[0]   | is not a network",
                "network: {egress: [a.org:1, a.org:1]} | network.egress[1] | stands at network.egress[0] already",
                "network: {egress: [a.org:1, null]}  | network.egress[1]   | an item has no value",
                "network: {egress: [80]}             | network.egress[0]   | must be text",
                "network: {egress: [{host: a}]}      | network.egress[0]   | must be text",
                "network: {default: allow, egress: [a.org:1]} | network.egress | says nothing where",
                "workspace: {mode: local}            | workspace.mode      | not one of remote-canonical",
                "workspace: {access: rwx}            | workspace.access    | not one of rw, ro",
                "scope_default: Session Long         | scope_default       | lower-case letters",
                "setup: {secret_refs: [ok, A Secret]} | setup.secret_refs[1] | this does not name a secret",
                "setup: {secret_refs: [ok/key/more]} | setup.secret_refs[0] | this does not name a secret",
                "setup: {secret_refs: [ok, ok]}      | setup.secret_refs[1] | stands at setup.secret_refs[0]",
                "setup: {secret_refs: [a-b, c, a_b]} | setup.secret_refs[2] | the variable A_B, as setup.secret_refs[0] is",
                "setup: {secret_refs: [a/b, a_b]}    | setup.secret_refs[1] | the variable A_B, as setup.secret_refs[0] is",
                "setup: {compose_file: a.yml, composeFile: a.yml} | setup.composeFile | remove one of the two",
                "setup: {compose_file: /etc/x.yml}   | setup.compose_file  | is not a path below the workspace",
                "setup: {compose_file: a/../x.yml}   | setup.compose_file  | leaves the workspace",
                "setup: {instructions: [a]}          | setup.instructions  | must be text",
                "placement: {prefer: [a, b, a]}      | placement.prefer[2] | stands at placement.prefer[0]",
                "placement: {prefer: [a], fallback: [b, a]} | placement.fallback[1] | stands in placement.prefer",
                "placement: {prefer: [root@host]}    | placement.prefer[0] | is not a host's name",
                "reachability: {tunnel: a b}         | reachability.tunnel | lower-case letters",
                "metadata: {observability: canery}   | metadata.observability | not one of canary",
                "route: {extensions: [ext.a]}        | route.strategy      | is required and missing",
                "route: {strategy: cheapest}         | route.strategy      | not one of explicit, prefer-self-hosted",
                "route: {strategy: explicit, extensions: [ext.a, ext.a]} | route.extensions[1] | route.extensions[0]",
                "route: {strategy: explicit, extensions: [ext.a, e2b]}   | route.extensions[1] | ext.<name>",
                "route: {strategy: explicit, extensions: [ext.a, ext.compose-ssh]} | route.extensions[0] | begin with that",
                "route: {strategy: explicit, max_cost_per_hour_usd: -1}  | route.max_cost_per_hour_usd | above zero",
                "allowed_namespaces: [Team_A]        | allowed_namespaces[0] | is not the name of a namespace",
                "retries: 3                          | retries             | unknown field; known here: allowed_namespaces,"
            })
    void everyFieldIsHeldToItsTypeItsRangeAndTheOthers(String wrong, String field, String expected) {
        String broken = with(wrong);

        assertThat(readProfiles(broken).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(expected);
            assertThat(problem.line())
                    .isEqualTo(broken.substring(0, broken.indexOf(wrong)).split("\n", -1).length);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network: {egress: [registry.example.org:443, '10.0.0.1:5000', '[2001:db8::1]:53']}",
                "network: {egress: [192.0.2.0/24, 198.51.100.7/32, '2001:db8::/32', 0.0.0.0/0]}",
                "setup: {secret_refs: [build_registry_token, registry/token, a/B.c-d_e]}",
                "setup: {compose_file: e2e/..hidden/compose.yml}",
                "setup: {instructions: null, secret_refs: null}",
                "setup: {secret_refs: [a-b, a-c]}",
                "setup: {composeFile: a.yml}",
                "version: a234567890123456789012345678901234567890123456789012345678901234",
                "route: {strategy: explicit, extensions: [ext.compose-ssh, ext.e2b]}",
                "placement: {prefer: [host.example.org], fallback: null}",
                "ttl: {default: 1h, max: 3650d, idle_reap: 30m}",
                "resources: {cpu: 2, memory_mb: null, pids: 100, enforcement: required}",
                "route: {strategy: lowest-cost, extensions: [ext.a, ext.b], max_cost_per_hour_usd: 0.05}",
                "network: null"
            })
    void whatHasSenseIsTaken(String right) {
        assertThat(readProfiles(with(right)).problems()).isEmpty();
    }

    @Test
    void aFieldInBothOfItsSpellingsIsToldWhereItStandsAgain() {
        String twice = PROFILE + "allowed_namespaces: [a]\nallowedNamespaces: [b]\n";

        assertThat(readProfiles(twice).problems())
                .extracting(CatalogProblem::toString)
                .containsExactly("file-0.yaml:17: allowedNamespaces: means the same as allowed_namespaces, which is"
                        + " there too: remove one of the two");
    }

    @Test
    void theLineOfAListItemIsItsOwn() {
        CatalogReading<Profile> reading =
                readProfiles(PROFILE + "route:\n  strategy: explicit\n  extensions:\n    - ext.a\n    - B\n");

        assertThat(reading.problems())
                .extracting(CatalogProblem::toString)
                .containsExactly("file-0.yaml:20: route.extensions[1]: 'B' is not an extension id: "
                        + "write ext.<name>, such as ext.compose-ssh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- a              | 1 | must be a map of fields",
                "text             | 1 | must be a map of fields",
                "# only a comment | 1 | the file is empty",
                "a: [1            | 1 | expected ',' or ']'",
                "a: {b            | 1 | while parsing a flow mapping",
                "id: profile.a    | 1 | is required and missing"
            })
    void aFileThatIsNoMapOfFieldsIsToldSo(String text, int line, String expected) {
        assertThat(readProfiles(text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains(expected).doesNotContain("social.coulomb");
        });
    }

    @Test
    void anAliasIsNotTakenForTheTextOfItsName() {
        CatalogReading<Profile> reading = readProfiles(with("ttl: {default: &usual 4h, max: *usual}"));

        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("write out what it stands for"));
    }

    @Test
    void aSecondDocumentIsAMistake() {
        assertThat(readProfiles(PROFILE + "---\n" + PROFILE).problems()).hasSize(1);
    }

    @Test
    void aFileThatIsFarTooLongIsNotRead() {
        assertThat(readProfiles(PROFILE + "#".repeat(70_000)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("65536"));
    }

    @Test
    void aSecretThatStandsInThePlaceOfItsNameIsNotRepeated() {
        assertThat(readProfiles(with("setup: {secret_refs: [Hunter2!]}")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).doesNotContain("Hunter2"));
    }

    @Test
    void noDamageToAFileIsMoreThanAProblem() {
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            StringBuilder damaged = new StringBuilder(PROFILE);
            for (int place = random.nextInt(4); place >= 0; place--) {
                int at = random.nextInt(damaged.length());
                String odd = ODD[random.nextInt(ODD.length)];
                damaged.replace(at, Math.min(damaged.length(), at + random.nextInt(6)), odd);
            }
            CatalogReading<Profile> reading = readProfiles(damaged.toString());
            assertThat(reading.entries().size() + reading.problems().size()).isEqualTo(1);
            assertThat(reading.problems())
                    .allSatisfy(problem -> assertThat(problem.message())
                            .isNotBlank()
                            .doesNotContain("social.coulomb", "java.", "com.fasterxml", "null,"));
        }
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

    @Test
    void aFileWithAMistakeGoesOnWithWhatItHeldBefore() {
        CatalogReading<Profile> reading = CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("a.yaml", PROFILE.replace("default: 4h", "default: 48h"), PROFILE)));

        CatalogEntry<Profile> kept = reading.find("profile.demo").orElseThrow();
        assertThat(kept.text()).isEqualTo(PROFILE);
        assertThat(reading.problems())
                .extracting(CatalogProblem::toString)
                .containsExactly("a.yaml:9: ttl.default: 2d is longer than ttl.max, 1d "
                        + "(until then the catalog keeps version 1.0.0 of profile.demo)");
    }

    @Test
    void aFileThatTakesAnothersIdGoesOnWithItsOwn() {
        String other = PROFILE.replace("profile.demo", "profile.other");
        CatalogReading<Profile> reading = CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("a.yaml", PROFILE), new CatalogFile("b.yaml", PROFILE, other)));

        assertThat(reading.entries()).containsOnlyKeys("profile.demo", "profile.other");
        assertThat(reading.problems())
                .extracting(CatalogProblem::kept)
                .containsExactly("version 1.0.0 of profile.other");
    }

    @Test
    void whatIsNoBetterThanTheMistakeIsNotKept() {
        CatalogReading<Profile> reading = CatalogReader.ofProfiles()
                .read(List.of(
                        new CatalogFile("a.yaml", "id: [", "id: ]"),
                        new CatalogFile("b.yaml", PROFILE),
                        new CatalogFile("c.yaml", "id: [", PROFILE)));

        assertThat(reading.entries()).containsOnlyKeys("profile.demo");
        assertThat(reading.find("profile.demo").orElseThrow().file()).isEqualTo("b.yaml");
        assertThat(reading.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.kept()).isNull());
    }

    @ParameterizedTest(name = "{0} becomes {1}: field {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "isolation_levels: [container] | isolation_levels: []     | capabilities.isolation_levels    | at least one",
                "isolation_levels: [container] | isolation_levels: [a, a] | capabilities.isolation_levels[1] | already",
                "isolation_levels: [container] | isolation_levels: [a, B] | capabilities.isolation_levels[1] | lower-case",
                "isolation_levels: [container] | isolation_levels: [null] | capabilities.isolation_levels[0] | no value",
                "isolation_levels: [container] | isolation_levels: null   | capabilities.isolation_levels    | has no value",
                "isolation_levels: [container] | isolation_levels: a      | capabilities.isolation_levels    | a list",
                "pricing_model: self-hosted    | pricing_model: free      | capabilities.pricing_model       | self-hosted",
                "pricing_model: self-hosted    | persistence: maybe       | capabilities.persistence         | true or false",
                "handler: demo                 | handler: a.b:Demo        | handler                          | lower-case",
                "handler: demo                 | handler: [demo]          | handler                          | text",
                "title: Demo                   | title: ' '               | title                            | is empty",
                "id: ext.demo                  | id: demo                 | id                               | ext.<name>",
                "base_dir: /tmp/sandboxer      | - a                      | config                           | a map"
            })
    void aMistakeInADescriptorIsNamedToo(String right, String wrong, String field, String expected) {
        CatalogReading<ExtensionDescriptor> reading = CatalogReader.ofExtensions()
                .read(List.of(new CatalogFile("ext.demo.yaml", DESCRIPTOR.replace(right, wrong))));

        assertThat(reading.entries()).isEmpty();
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(expected);
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void snapshotsOfWorkspacesThatAreNotKeptAreAContradiction() {
        String contradictory = DESCRIPTOR.replace(
                "  pricing_model: self-hosted\n",
                "  pricing_model: self-hosted\n  persistence: false\n  snapshots: true\n");

        CatalogReading<ExtensionDescriptor> reading =
                CatalogReader.ofExtensions().read(List.of(new CatalogFile("ext.demo.yaml", contradictory)));

        assertThat(reading.problems())
                .extracting(CatalogProblem::toString)
                .containsExactly("ext.demo.yaml:8: capabilities.snapshots: cannot be true where persistence is false,"
                        + " because a snapshot keeps a workspace: change one of the two");
    }

    @Test
    void theAdaptersOwnValuesAreFree() {
        CatalogReading<ExtensionDescriptor> reading = CatalogReader.ofExtensions()
                .read(List.of(
                        new CatalogFile("ext.demo.yaml", DESCRIPTOR + "  deep: {list: [1, null, a]}\n  none: null\n")));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.find("ext.demo").orElseThrow().value().config())
                .containsOnlyKeys("base_dir", "deep", "none");
    }

    private static final String[] ODD = {
        "",
        "null",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "\n",
        "- ",
        "&a ",
        "*a",
        "!!binary ",
        "\t",
        "\u0000",
        "\uFEFF",
        "'",
        "\"",
        "? ",
        "<<: ",
        "...\n",
        "---\n",
        "%YAML 9\n",
        "1e9999",
        "\ud800",
        "|",
        ">",
        "!!map ",
        "#",
        "~"
    };

    /// The profile with that one line in the place of what it had under the line's key.
    private static String with(String line) {
        String key = line.substring(0, line.indexOf(':'));
        return PROFILE.replaceAll("(?m)^" + key + ":.*\\n(  .*\\n)*", "") + line + "\n";
    }

    private static CatalogReading<Profile> readProfiles(String... texts) {
        List<CatalogFile> files = new java.util.ArrayList<>();
        for (String text : texts) {
            files.add(new CatalogFile("file-" + files.size() + ".yaml", text));
        }
        return CatalogReader.ofProfiles().read(files);
    }
}
