package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `extends` reads in.
class ExtendsTest extends AssembledFiles {

    private static final String EXTENDING = "services: {web: {extends: {file: common/base.yaml, service: base}}}";

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
}
