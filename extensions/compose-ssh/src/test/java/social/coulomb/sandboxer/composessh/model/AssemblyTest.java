package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.composessh.TestProfiles;

/// What `extends` and `include` read in, and that nothing gets past the rules by it.
class AssemblyTest {

    private static final String EXTENDING = "services: {web: {extends: {file: common/base.yaml, service: base}}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ContainmentFixture workspace;

    @BeforeEach
    void fill() throws IOException {
        workspace = new ContainmentFixture(directory)
                .file("common/data/file", "data")
                .file("common/image/Dockerfile", "FROM busybox")
                .file("common/values.env", "FROM_COMMON=1\nSHARED=common\n")
                .file("values.env", "FROM_MAIN=1\nSHARED=main\n")
                .file("common/base.yaml", """
                        services:
                          base:
                            build: image
                            env_file: values.env
                            volumes: [./data:/data:ro, kept:/kept]
                            expose: ["80"]
                          derived:
                            extends: base
                            expose: ["81"]
                        """)
                .file("db/schema/one.sql", "select 1")
                .file("db/compose.yaml", """
                        services:
                          db:
                            image: postgres
                            volumes: [./schema:/schema:ro, store:/store]
                            networks: [back]
                        networks: {back: {}}
                        volumes: {store: {}}
                        configs: {settings: {file: schema/one.sql}}
                        """)
                .link("outside", "/etc")
                .link("out.yaml", "../../elsewhere.yaml");
    }

    @Test
    void aServiceOfTheSameFileIsExtendedByNameAlone() throws Exception {
        JsonNode web = services("""
                services:
                  web: {extends: common, image: nginx, environment: {B: 2}}
                  common: {image: busybox, user: '1000', environment: [A=1, B=1]}
                """).path("web");

        assertThat(web.path("image").asText()).isEqualTo("nginx");
        assertThat(web.path("user").asText()).isEqualTo("1000");
        assertThat(web.path("environment")).hasToString("{\"A\":\"1\",\"B\":\"2\"}");
        assertThat(web.has("extends")).isFalse();
    }

    @Test
    void pathsOfAnExtendedFileStartFromItsOwnDirectory() throws Exception {
        JsonNode web = services("""
                services:
                  web:
                    extends: {file: common/base.yaml, service: derived}
                    env_file: values.env
                    volumes: [./db:/db:ro]
                volumes: {kept: {}}
                """).path("web");

        assertThat(web.path("build").path("context").asText()).isEqualTo(ContainmentFixture.ON_HOST + "/common/image");
        assertThat(web.path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        ContainmentFixture.ON_HOST + "/common/data:/data:ro",
                        "kept:/kept",
                        ContainmentFixture.ON_HOST + "/db:/db:ro");
        assertThat(web.path("environment"))
                .hasToString("{\"FROM_COMMON\":\"1\",\"SHARED\":\"main\",\"FROM_MAIN\":\"1\"}");
    }

    /// What is expected is what docker compose 2.26 answers to `config` for the same files.
    @Test
    void aChainOverFilesIsReadAsDockerComposeReadsIt() throws Exception {
        workspace.file("common/long.yaml", """
                services:
                  base:
                    build: image
                    command: [run]
                    environment: [A=1, B=1]
                    volumes: [./data:/data, kept:/kept, /anon]
                    expose: ["80"]
                    networks: {back: {aliases: [x]}}
                    depends_on: [db]
                    healthcheck: {test: [CMD, a], retries: 3}
                    labels: {y: "2"}
                    tmpfs: /a
                    user: u
                  derived: {extends: base, expose: ["81"], tmpfs: [/b], volumes: ["other:/kept"]}
                """);

        JsonNode web = services("""
                include: [db/compose.yaml]
                services:
                  web:
                    extends: {file: common/long.yaml, service: derived}
                    environment: {B: 2}
                    command:
                    user:
                    volumes: ["./values.env:/u:ro"]
                    networks: [front]
                    depends_on: {db: {condition: service_healthy}}
                    healthcheck: {test: [CMD, b]}
                    labels: [x=1]
                    build: {target: t}
                networks: {front: {}}
                volumes: {kept: {}, other: {}}
                """).path("web");

        String home = ContainmentFixture.ON_HOST;
        assertThat(web.path("build")).hasToString("{\"context\":\"" + home + "/common/image\",\"target\":\"t\"}");
        assertThat(web.path("depends_on")).hasToString("{\"db\":{\"condition\":\"service_healthy\"}}");
        assertThat(web.path("environment")).hasToString("{\"A\":\"1\",\"B\":\"2\"}");
        assertThat(web.path("healthcheck")).hasToString("{\"test\":[\"CMD\",\"b\"],\"retries\":3}");
        assertThat(web.path("networks")).hasToString("{\"back\":{\"aliases\":[\"x\"]},\"front\":{}}");
        assertThat(web.path("tmpfs")).hasToString("[\"/a\",\"/b\"]");
        assertThat(web.path("user").asText()).isEqualTo("u");
        assertThat(web.has("command")).isFalse();
        assertThat(web.path("labels").path("x").asText()).isEqualTo("1");
        assertThat(web.path("labels").path("y").asText()).isEqualTo("2");
        assertThat(web.path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(home + "/common/data:/data", "other:/kept", "/anon", home + "/values.env:/u:ro");
    }

    @Test
    void portsOfAWholeChainAreOffered() throws Exception {
        ContainedProject project = workspace.contain("""
                services: {web: {extends: {file: common/base.yaml, service: derived}, expose: ["82"]}}
                volumes: {kept: {}}
                """);

        assertThat(project.services().getFirst().ports())
                .extracting(ContainedProject.ServicePort::container)
                .containsExactly(80, 81, 82);
    }

    @Test
    void whatAnExtendedServiceNeedsMustBeDeclaredWhereItIsUsed() {
        assertRefused(EXTENDING, "services.web.volumes[1]", "names volume 'kept' that the file does not declare");
        assertRefused(
                "services: {web: {extends: {service: x, file: x.yaml}}}",
                "services.web.depends_on",
                "names service 'db', which does not run here",
                "x.yaml",
                "services: {x: {image: busybox, depends_on: [db]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extends: {file: ../x.yaml, service: y}         | extends.file     | leads out of the workspace
            extends: {file: /etc/x.yaml, service: y}       | extends.file     | leads out of the workspace
            extends: {file: ~/x.yaml, service: y}          | extends.file     | leads out of the workspace
            extends: {file: outside/x.yaml, service: y}    | extends.file     | leads out of the workspace
            extends: {file: out.yaml, service: y}          | extends.file     | leads out of the workspace
            extends: {file: common/../../x.yaml, service: y} | extends.file   | leads out of the workspace
            extends: {file: 'https://example.com/x.yaml', service: y} | extends.file | nothing is fetched
            extends: {file: missing.yaml, service: y}      | extends.file     | add it, or correct the path
            extends: {file: common, service: y}            | extends.file     | add it, or correct the path
            extends: {file: common/base.yaml}              | extends.service  | names no service
            extends: {file: common/base.yaml, service: y}  | extends.service  | common/base.yaml declares base, derived
            extends: {service: y}                          | extends.service  | compose.yaml declares web
            extends: y                                     | extends          | compose.yaml declares web
            extends: {service: web, odd: 1}                | extends.odd      | remove it
            extends: [web]                                 | extends          | must be a service's name
            extends: web                                   | extends          | (compose.yaml:web -> compose.yaml:web)
            """)
    void anExtensionThatCannotBeIsToldWithItsCure(String line, String field, String message) {
        assertRefused("services: {web: {image: busybox, " + line + "}}", "services.web." + field, message);
    }

    @Test
    void aCircleThroughSeveralFilesIsToldAsAWhole() {
        assertRefused(
                "services: {web: {extends: {file: a.yaml, service: a}}}",
                "services.b.extends",
                "compose.yaml:web -> a.yaml:a -> sub/b.yaml:b -> a.yaml:a",
                "a.yaml",
                "services: {a: {image: busybox, extends: {file: sub/b.yaml, service: b}}}",
                "sub/b.yaml",
                "services: {b: {image: busybox, extends: {file: ../a.yaml, service: a}}}");
    }

    /// The other file asks, the finding names it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            privileged: true                       | privileged
            network_mode: host                     | network_mode
            pid: host                              | pid
            cap_add: [SYS_ADMIN]                   | cap_add
            devices: [/dev/kvm]                    | devices
            security_opt: [seccomp=unconfined]     | security_opt
            container_name: mine                   | container_name
            post_start: [{command: x}]             | post_start
            annotations: {run.oci.hooks: 1}        | annotations
            volumes: [/:/host]                     | volumes[0]
            volumes: [/var/run/docker.sock:/s]     | volumes[0]
            volumes: [../..:/up]                   | volumes[0]
            volumes: [../outside:/etc2]            | volumes[0]
            volumes: [{type: bind, source: /etc, target: /e}]    | volumes[0]
            volumes: [{type: bind, source: ../.., target: /e}]   | volumes[0]
            env_file: ../../x.env                  | env_file
            env_file: [/etc/environment]           | env_file[0]
            env_file: {path: ../outside/passwd}    | env_file
            build: ../..                           | build.context
            build: {context: /etc}                 | build.context
            build: {context: ., dockerfile: ../../Dockerfile} | build.dockerfile
            build: {privileged: true}              | build.privileged
            ports: ['0.0.0.0:80:80']               | ports[0]
            labels: {com.docker.compose.project: x} | labels
            """)
    void whatLeadsOutIsRefusedAlsoInOtherFiles(String line, String field) throws Exception {
        workspace
                .file("sub/extended.yaml", "services:\n  other:\n    image: busybox\n    " + line + "\n")
                .file("sub/included.yaml", "services:\n  web:\n    image: busybox\n    " + line + "\n")
                .file("sub/chained.yaml", "services: {web: {extends: {file: extended.yaml, service: other}}}\n");

        String path = "services.web." + field;
        assertRefused(
                "services: {web: {extends: {file: sub/extended.yaml, service: other}}}",
                path,
                "(in sub/extended.yaml)");
        assertRefused("include: sub/included.yaml", path, "(in sub/included.yaml)");
        assertRefused("include: [sub/chained.yaml]", path, "(in sub/extended.yaml)");
        assertRefused("include: [{path: sub/included.yaml, project_directory: sub}]", path, "(in sub/included.yaml)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            networks: {n: {external: true}}        | networks.n.external
            networks: {n: {driver: host}}          | networks.n.driver
            volumes: {v: {driver_opts: {type: none, o: bind, device: /}}} | volumes.v.driver_opts
            volumes: {v: {external: true}}         | volumes.v.external
            configs: {c: {file: ../../x}}          | configs.c.file
            configs: {c: {file: /etc/passwd}}      | configs.c.file
            secrets: {c: {file: ../outside/passwd}} | secrets.c.file
            secrets: {c: {environment: HOME}}      | secrets.c.environment
            services: [web]                        | services
            models: {}                             | models
            """)
    void theSameHoldsForTheRestOfAnIncludedFile(String line, String field) {
        assertRefused(
                "include: [sub/included.yaml]\nservices: {web: {image: busybox}}",
                field,
                "(in sub/included.yaml)",
                "sub/included.yaml",
                line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db/compose.yaml",
                "[db/compose.yaml]",
                "[./db/../db/compose.yaml]",
                "[{path: db/compose.yaml}]",
                "[{path: [db/compose.yaml]}]",
                "[{path: db/compose.yaml, project_directory: db, env_file: values.env}]"
            })
    void anIncludedFileBelongsToTheProjectWithPathsOfItsOwn(String include) throws Exception {
        ContainedProject project = workspace.contain("include: " + include + """

                services:
                  web: {image: busybox, depends_on: [db], networks: [back], configs: [settings]}
                """);

        assertThat(project.services())
                .extracting(ContainedProject.Service::name)
                .containsExactlyInAnyOrder("web", "db");
        assertThat(project.networks())
                .extracting(ContainedProject.PlannedNetwork::key)
                .containsExactly("back");
        assertThat(project.file().path("services").path("db").path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(ContainmentFixture.ON_HOST + "/db/schema:/schema:ro", "store:/store");
        assertThat(project.file().path("services").path("web").path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(ContainmentFixture.ON_HOST + "/db/schema/one.sql:/settings:ro");
        assertThat(project.file().path("volumes").has("store")).isTrue();
    }

    @Test
    void aProjectDirectoryMovesThePathsOfWhatIsIncluded() throws Exception {
        workspace.file("db/parts/compose.yaml", "services: {db: {image: postgres, volumes: ['./schema:/schema']}}");

        assertThat(services("include: [{path: db/parts/compose.yaml, project_directory: db}]")
                        .path("db")
                        .path("volumes")
                        .path(0)
                        .asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/db/schema:/schema");
    }

    @Test
    void aMainFileInADirectoryReadsInWhatLiesBesideIt() throws Exception {
        workspace.file("deploy/compose.yaml", """
                include: [../db/compose.yaml]
                services: {web: {extends: {file: ../common/base.yaml, service: base}}}
                volumes: {kept: {}}
                """);

        JsonNode services = workspace
                .containFile("deploy/compose.yaml", TestProfiles.standard())
                .file()
                .path("services");

        assertThat(services.path("db").path("volumes").path(0).asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/db/schema:/schema:ro");
        assertThat(services.path("web").path("build").path("context").asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/common/image");
    }

    @Test
    void severalPathsOfOneItemAreLaidOverEachOther() throws Exception {
        workspace.file("db/override.yaml", "services: {db: {image: 'postgres:17', expose: ['5432']}}");

        JsonNode db = services("include: [{path: [db/compose.yaml, db/override.yaml]}]")
                .path("db");

        assertThat(db.path("image").asText()).isEqualTo("postgres:17");
        assertThat(db.path("volumes")).hasSize(2);
    }

    @Test
    void variablesOfAnIncludedFileComeFromItsOwnAndTheMainOnesWin() throws Exception {
        workspace
                .file(".env", "BOTH=main\n")
                .file("sub/.env", "BOTH=sub\nONE=own\n")
                .file("other.env", "ONE=other\n")
                .file("sub/compose.yaml", "services: {db: {image: 'db:${BOTH}-${ONE-none}'}}");

        assertThat(services("include: sub/compose.yaml")
                        .path("db")
                        .path("image")
                        .asText())
                .isEqualTo("db:main-own");
        assertThat(services("include: [{path: sub/compose.yaml, env_file: [other.env]}]")
                        .path("db")
                        .path("image")
                        .asText())
                .isEqualTo("db:main-other");
    }

    @Test
    void dollarsStayAsTheyWereMeantHoweverDeepTheFile() throws Exception {
        workspace
                .file("a.yaml", "include: [b.yaml]")
                .file("b.yaml", "services: {db: {extends: {file: c.yaml, service: c}}}")
                .file("c.yaml", "services: {c: {image: db, command: [echo, $$HOME]}}");

        assertThat(services("include: [a.yaml]")
                        .path("db")
                        .path("command")
                        .path(1)
                        .asText())
                .isEqualTo("$HOME");
    }

    @Test
    void aNameThatIsDeclaredTwiceIsAConflict() {
        assertRefused(
                "include: [db/compose.yaml]\nservices: {db: {image: mysql}}",
                "services.db",
                "is declared in compose.yaml and, differently, in db/compose.yaml: rename one");
        assertRefused(
                "include: [db/compose.yaml, sub/compose.yaml]",
                "networks.back",
                "is declared in db/compose.yaml and, differently, in sub/compose.yaml: rename one",
                "sub/compose.yaml",
                "services: {x: {image: busybox}}\nnetworks: {back: {internal: true}}");
    }

    @Test
    void theSameThingMayComeBySeveralWays() throws Exception {
        workspace
                .file("a.yaml", "include: [db/compose.yaml]\nservices: {a: {image: busybox}}")
                .file("b.yaml", "include: [db/compose.yaml]\nservices: {b: {image: busybox}}");

        assertThat(services("include: [a.yaml, b.yaml]").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("a", "b", "db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../x.yaml                                | include       | leads out of the workspace
            [/etc/x.yaml]                            | include[0]    | leads out of the workspace
            [outside/x.yaml]                         | include[0]    | leads out of the workspace
            [out.yaml]                               | include[0]    | leads out of the workspace
            ['https://example.com/x.yaml']           | include[0]    | nothing is fetched: copy it into the workspace
            ['https://github.com/a/b.git#main:dir']  | include[0]    | nothing is fetched
            ['git@github.com:a/b.git']               | include[0]    | nothing is fetched
            ['oci://example.com/a:latest']           | include[0]    | nothing is fetched
            [missing.yaml]                           | include[0]    | add it, or correct the path
            [db]                                     | include[0]    | add it, or correct the path
            [{path: ../x.yaml}]                      | include[0].path | leads out of the workspace
            [{path: [db/compose.yaml, ../x.yaml]}]   | include[0].path | leads out of the workspace
            [{env_file: .env}]                       | include[0].path | must be a text or a list
            [{path: db/compose.yaml, odd: 1}]        | include[0].odd | remove it
            [{path: db/compose.yaml, project_directory: ..}] | include[0].project_directory | correct the path
            [{path: db/compose.yaml, project_directory: outside}] | include[0].project_directory | correct the path
            [{path: db/compose.yaml, env_file: ../x.env}] | include[0].env_file | leads out of the workspace
            [{path: db/compose.yaml, env_file: missing.env}] | include[0].env_file | add it, or correct the path
            [compose.yaml]                           | include[0]    | (compose.yaml -> compose.yaml)
            [loop.yaml]                              | include[0]    | (compose.yaml -> loop.yaml -> compose.yaml)
            """)
    void anIncludeThatCannotBeIsToldWithItsCure(String include, String path, String message) {
        assertRefused(
                "include: " + include + "\nservices: {web: {image: busybox}}",
                path,
                message,
                "loop.yaml",
                "include: [compose.yaml]");
    }

    @Test
    void whatIsNoTextCanBeMountedButNotReadIn() throws Exception {
        workspace.bytes("key.der", (byte) 0xc3, (byte) 0x28, (byte) 0xff);

        assertThat(services("""
                        services: {web: {image: busybox, secrets: [key]}}
                        secrets: {key: {file: key.der}}
                        """).path("web").path("volumes").path(0).asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/key.der:/run/secrets/key:ro");
        assertRefused("include: [key.der]", "include[0]", "is no file of text");
    }

    @Test
    void aBrokenFileIsNamedWithItsLine() {
        assertRefused("include: [sub/bad.yaml]", "sub/bad.yaml:2", "is not YAML", "sub/bad.yaml", "a: 1\nb: ]\n");
        assertRefused("include: [sub/bad.yaml]", "sub/bad.yaml", "must be a mapping", "sub/bad.yaml", "- a\n");
    }

    @Test
    void depthAndNumberAndSizeAreBounded() throws Exception {
        StringBuilder chain = new StringBuilder("services:\n  s0: {image: busybox}\n");
        StringBuilder many = new StringBuilder("include:\n");
        for (int number = 1; number <= 60; number++) {
            chain.append("  s")
                    .append(number)
                    .append(": {extends: s")
                    .append(number - 1)
                    .append("}\n");
            many.append("- many/").append(number).append(".yaml\n");
            workspace
                    .file("many/" + number + ".yaml", "services: {m" + number + ": {image: busybox}}")
                    .file("deep/" + number + ".yaml", "include: [" + (number + 1) + ".yaml]");
        }
        assertRefused(chain.toString(), "services.s20.extends", "chain of more than 20 services");
        assertRefused(many.toString(), "include[49]", "more than 50 files");
        assertRefused("include: [" + "db/compose.yaml, ".repeat(60) + "]", "include[50]", "more than 50 includes");
        assertRefused("include: [deep/1.yaml]", "include[0]", "10 levels deep");

        StringBuilder bomb = new StringBuilder("services:\n  base:\n    image: busybox\n    environment:\n");
        for (int number = 0; number < 1000; number++) {
            bomb.append("      A").append(number).append(": x\n");
        }
        for (int number = 0; number < 1000; number++) {
            bomb.append("  s").append(number).append(": {extends: base}\n");
        }
        assertRefused(bomb.toString(), "services", "too much with all that they extend and include");
    }

    private JsonNode services(String compose) throws ComposeRefused, IOException {
        return workspace.contain(compose).file().path("services");
    }

    /// @param files names and contents of further files
    private void assertRefused(String compose, String path, String message, String... files) {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> {
                    for (int index = 0; index < files.length; index += 2) {
                        workspace.file(files[index], files[index + 1]);
                    }
                    workspace.contain(compose);
                })
                .satisfies(refusal -> assertThat(refusal.findings()).anySatisfy(finding -> {
                    assertThat(finding.path()).isEqualTo(path);
                    assertThat(finding.message()).contains(message);
                }));
    }
}
