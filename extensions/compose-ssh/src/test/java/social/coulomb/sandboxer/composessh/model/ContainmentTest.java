package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.composessh.TestProfiles;

/// What becomes of a compose file that is accepted.
class ContainmentTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ContainmentFixture workspace;

    @BeforeEach
    void fill() throws IOException {
        workspace = new ContainmentFixture(directory)
                .file("app/code.txt", "code")
                .file("values.env", "A=1\n")
                .link("outside", "/etc")
                .link("climbing", "app/../../elsewhere")
                .link("within", "app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busybox",
                "busybox:stable",
                "docker.io/library/busybox:1.36",
                "registry.example.com:5000/team/app_x:v1.2-rc.3",
                "localhost/sandboxer/busybox:1",
                "ghcr.io/a/b@sha256:0b749e583f560b749e583f560b749e583f560b749e583f560b749e583f56aaaa"
            })
    void ordinaryImageNamesAreAccepted(String image) throws Exception {
        assertThat(web(workspace.contain("services: {web: {image: '" + image + "'}}"))
                        .path("image")
                        .asText())
                .isEqualTo(image);
    }

    @Test
    void harmlessKeysArriveAndPlacesBecomeThoseOfTheHost() throws Exception {
        JsonNode web = web(workspace.contain("""
                services:
                  web:
                    image: busybox
                    command: ["sh", "-c", "echo $$HOME"]
                    working_dir: /x
                    user: "1000"
                    init: true
                    read_only: true
                    cap_drop: [ALL]
                    cap_add: [NET_BIND_SERVICE]
                    restart: on-failure:3
                    volumes:
                      - ./app:/a:ro
                      - within:/b:ro
                      - data:/c
                      - {type: bind, source: ./app/code.txt, target: /d, read_only: true}
                volumes: {data: null}
                """.replace("- within:", "- ./within:")));

        assertThat(web.path("command").path(2).asText()).isEqualTo("echo $HOME");
        assertThat(web.path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        ContainmentFixture.ON_HOST + "/app:/a:ro",
                        ContainmentFixture.ON_HOST + "/app:/b:ro",
                        "data:/c",
                        ContainmentFixture.ON_HOST + "/app/code.txt:/d:ro");
        assertThat(web.path("restart").asText()).isEqualTo("on-failure:3");
        assertThat(web.path("labels")
                        .path("sandboxer.coulomb.social/installation")
                        .asText())
                .isEqualTo("here");
    }

    @Test
    void portsStayOnLoopbackAndDisappearBehindADeniedNetwork() throws Exception {
        String compose = """
                services:
                  web:
                    image: busybox
                    ports: ["8080:80", "127.0.0.1:2222:22", "53:53/udp", "9000"]
                    expose: ["7000", "7001/udp"]
                """;

        ContainedProject open = workspace.contain(compose, TestProfiles.with("network: {default: allow}"));
        ContainedProject closed = workspace.contain(compose);

        assertThat(web(open).path("ports"))
                .extracting(JsonNode::asText)
                .containsExactly("127.0.0.1:8080:80/tcp", "127.0.0.1:2222:22/tcp", "127.0.0.1:53:53/udp");
        assertThat(open.services().getFirst().ports())
                .containsExactly(port(80, 8080), port(22, 2222), port(9000, 0), port(7000, 0));
        assertThat(web(closed).has("ports")).isFalse();
        assertThat(closed.services().getFirst().ports())
                .containsExactly(port(80, 0), port(22, 0), port(9000, 0), port(7000, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mem_limit: 1g                                     | mem_limit  | 67108864
            mem_limit: 0                                      | mem_limit  | 67108864
            mem_limit: 32m                                    | mem_limit  | 33554432
            mem_limit: 999999999g                             | mem_limit  | 67108864
            deploy: {resources: {limits: {memory: 16M}}}      | mem_limit  | 16777216
            cpus: 4                                           | cpus       | 0.5
            cpus: 0                                           | cpus       | 0.5
            cpus: 0.25                                        | cpus       | 0.25
            deploy: {resources: {limits: {cpus: '0.1'}}}      | cpus       | 0.1
            pids_limit: -1                                    | pids_limit | 100
            pids_limit: 0                                     | pids_limit | 100
            pids_limit: 50                                    | pids_limit | 50
            pids_limit: 5000                                  | pids_limit | 100
            stdin_open: true                                  | mem_limit  | 67108864
            """)
    void theSmallerOfFileAndProfileIsTheLimit(String line, String field, String expected) throws Exception {
        ContainedProject project = workspace.contain(
                "services:\n  web:\n    image: busybox\n    " + line + "\n",
                TestProfiles.with("resources: {cpu: 0.5, memory_mb: 64, pids: 100}"));

        assertThat(web(project).path(field).asText()).isEqualTo(expected);
    }

    @Test
    void environmentFilesComeFirstAndTheFileItselfWins() throws Exception {
        workspace.file("more.env", "export A=2\nB='x y'\nC=\"q \\\"r\\\"\" \n# note\n\nD=plain # said\n");

        JsonNode environment = web(workspace.contain("""
                        services:
                          web:
                            image: busybox
                            env_file: [values.env, {path: more.env}, {path: none.env, required: false}]
                            environment: ["B=mine", "E"]
                        """)).path("environment");

        assertThat(environment.toString())
                .isEqualTo("{\"A\":\"2\",\"B\":\"mine\",\"C\":\"q \\\"r\\\"\",\"D\":\"plain\",\"E\":\"\"}");
    }

    @Test
    void networksAreNamedByTheSandboxAndClosedWhereTheProfileDenies() throws Exception {
        String compose = """
                services:
                  web: {image: busybox, networks: [front, back]}
                  job: {image: busybox, network_mode: none}
                networks: {front: {}, back: {internal: true}, unused: {}}
                """;

        assertThat(workspace.contain(compose).networks())
                .containsExactly(network("front", true), network("back", true));
        assertThat(workspace
                        .contain(compose, TestProfiles.with("network: {default: allow}"))
                        .networks())
                .containsExactly(network("front", false), network("back", true));
    }

    @Test
    void aServiceThatOthersAwaitMayEnd() throws Exception {
        ContainedProject project = workspace.contain("""
                services:
                  web: {image: busybox, depends_on: {job: {condition: service_completed_successfully}}}
                  job: {image: busybox}
                """);

        assertThat(project.services())
                .extracting(ContainedProject.Service::oneShot)
                .containsExactly(false, true);
    }

    @Test
    void builtImagesAreNamedByTheSandboxAndBuiltInTheWorkspace() throws Exception {
        workspace.file("app/Dockerfile", "FROM busybox\n");

        ContainedProject project = workspace.contain("""
                services:
                  web:
                    image: docker.io/library/somebody:1
                    build: {context: ./app, args: {A: 1}, target: end}
                """);

        assertThat(web(project).path("image").asText()).isEqualTo("localhost/sandboxer/sbx-0123456789ab:web");
        assertThat(web(project).path("build").path("context").asText()).isEqualTo(ContainmentFixture.ON_HOST + "/app");
    }

    @Test
    void configsAndSecretsBecomeReadOnlyMounts() throws Exception {
        JsonNode web = web(workspace.contain("""
                services:
                  web:
                    image: busybox
                    configs: [settings, {source: settings, target: /etc/x.conf}]
                    secrets: [key]
                configs: {settings: {file: app/code.txt}}
                secrets: {key: {file: values.env}}
                """));

        assertThat(web.path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        ContainmentFixture.ON_HOST + "/app/code.txt:/settings:ro",
                        ContainmentFixture.ON_HOST + "/app/code.txt:/etc/x.conf:ro",
                        ContainmentFixture.ON_HOST + "/values.env:/run/secrets/key:ro");
    }

    @Test
    void aPortMappingIsNeverReadAsANumberToBaseSixty() throws Exception {
        ContainedProject project = workspace.contain(
                "services: {web: {image: busybox, ports: [2222:22]}}", TestProfiles.with("network: {default: allow}"));

        assertThat(project.services().getFirst().ports()).containsExactly(port(22, 2222));
    }

    @Test
    void whatTheComposeProgramReadsHasItsDollarsDoubled() throws Exception {
        ContainedProject project = workspace.contain("services: {web: {image: busybox, command: [\"a$$b\"]}}");

        assertThat(List.of(web(project).path("command").path(0).asText())).containsExactly("a$b");
        assertThat(project.composeFile()
                        .path("services")
                        .path("web")
                        .path("command")
                        .path(0)
                        .asText())
                .isEqualTo("a$$b");
    }

    @Test
    void whetherAnImageIsPulledIsTheFilesToSay() throws Exception {
        ContainedProject project =
                workspace.contain("services: {web: {image: busybox, pull_policy: never, env_file: }}");

        assertThat(web(project).path("pull_policy").asText()).isEqualTo("never");
        assertThat(web(project).has("environment")).isFalse();
    }

    private static ContainedProject.ServicePort port(int container, int published) {
        return new ContainedProject.ServicePort(container, published);
    }

    private static ContainedProject.PlannedNetwork network(String key, boolean internal) {
        return new ContainedProject.PlannedNetwork(key, "sbx-0123456789ab_" + key, internal);
    }

    private static JsonNode web(ContainedProject project) {
        return project.file().path("services").path("web");
    }
}
