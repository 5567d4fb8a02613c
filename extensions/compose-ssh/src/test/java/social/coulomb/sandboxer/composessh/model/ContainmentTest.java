package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
    @CsvSource(delimiter = '|', textBlock = """
            privileged: true                             | privileged
            privileged: yes                              | privileged
            network_mode: host                           | network_mode
            network_mode: container:other                | network_mode
            network_mode: service:other                  | network_mode
            pid: host                                    | pid
            ipc: host                                    | ipc
            ipc: shareable                               | ipc
            uts: host                                    | uts
            userns_mode: host                            | userns_mode
            cgroup: host                                 | cgroup
            cgroup_parent: /system.slice                 | cgroup_parent
            devices: [/dev/kvm]                          | devices
            device_cgroup_rules: ['c 1:3 mr']            | device_cgroup_rules
            gpus: all                                    | gpus
            cap_add: [SYS_ADMIN]                         | cap_add
            cap_add: [ALL]                               | cap_add
            cap_add: [NET_ADMIN]                         | cap_add
            security_opt: [seccomp=unconfined]           | security_opt
            security_opt: [apparmor=unconfined]          | security_opt
            security_opt: [label=disable]                | security_opt
            sysctls: {net.ipv4.ip_forward: 1}            | sysctls
            volumes: [/var/run/docker.sock:/s]           | volumes[0]
            volumes: [/:/host]                           | volumes[0]
            volumes: [../:/up]                           | volumes[0]
            volumes: [./app/../../x:/up]                 | volumes[0]
            volumes: [~/.ssh:/keys]                      | volumes[0]
            volumes: [./outside:/etc2]                   | volumes[0]
            volumes: [./outside/passwd:/p]               | volumes[0]
            volumes: [./climbing:/c]                     | volumes[0]
            volumes: ['./app:/a:shared']                 | volumes[0]
            volumes: ['./app:/a:rshared,ro']             | volumes[0]
            volumes: [{type: bind, source: /etc, target: /e}]                  | volumes[0]
            volumes: [{type: tmpfs, target: /e}]                               | volumes[0].type
            volumes: [{type: bind, source: ./app, target: /e, bind: {propagation: shared}}] | volumes[0].bind
            volumes: [{type: volume, source: v, target: '/e:rw'}]              | volumes[0]
            volumes: [undeclared:/e]                     | volumes[0]
            volumes: [./missing:/e]                      | volumes[0]
            volumes_from: [other]                        | volumes_from
            tmpfs: [relative]                            | tmpfs
            env_file: /etc/environment                   | env_file
            env_file: ../x.env                           | env_file
            env_file: [outside/environment]              | env_file[0]
            env_file: {path: ../x.env, required: false}  | env_file
            extends: {file: ../x.yaml, service: y}       | extends.file
            extends: {service: nobody}                   | extends.service
            extra_hosts: ['h:host-gateway']              | extra_hosts
            dns: 8.8.8.8                                 | dns
            links: [other]                               | links
            external_links: [other]                      | external_links
            container_name: mine                         | container_name
            logging: {driver: syslog}                    | logging
            runtime: kata                                | runtime
            credential_spec: {file: x}                   | credential_spec
            oom_kill_disable: true                       | oom_kill_disable
            scale: 3                                     | scale
            deploy: {replicas: 3}                        | deploy.replicas
            deploy: {placement: {}}                      | deploy.placement
            deploy: {resources: {reservations: {devices: []}}} | deploy.resources
            labels: {com.docker.compose.project: x}      | labels
            labels: ['sandboxer.coulomb.social/sandbox-uid=x'] | labels
            ports: ['0.0.0.0:80:80']                     | ports[0]
            ports: ['192.0.2.1:80:80']                   | ports[0]
            ports: ['[::]:80:80']                        | ports[0]
            ports: [{target: 80, published: 80, host_ip: 0.0.0.0}] | ports[0]
            ports: [{target: 80, mode: host}]            | ports[0]
            ports: ['8000-8010:80']                      | ports[0]
            ports: [99999]                               | ports[0]
            ports: 80                                    | ports
            mem_limit: much                              | mem_limit
            cpus: 0.0000000001                           | cpus
            cpus: 1e400                                  | cpus
            pids_limit: 0.5                              | pids_limit
            networks: [nowhere]                          | networks
            networks: {default: {ipv4_address: 10.0.0.1}} | networks.default.ipv4_address
            networks: {default: {aliases: ['a:10.0.0.1']}} | networks.default.aliases
            hostname: 'a b'                              | hostname
            user_agent: x                                | user_agent
            develop: {watch: []}                         | develop
            post_start: [{command: x}]                   | post_start
            annotations: {run.oci.keep_original_groups: 1} | annotations
            configs: [nothing]                           | configs[0]
            depends_on: [nothing]                        | depends_on
            depends_on: {nothing: {condition: odd}}      | depends_on.nothing
            environment: {A: "one\\ntwo"}                | environment.A
            """)
    void whatLeadsOutOfTheSandboxIsRefusedByName(String line, String field) {
        String compose = "services:\n  web:\n    image: busybox\n    " + line + "\n";

        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain(compose))
                .satisfies(refusal ->
                        assertThat(refusal.findings()).extracting(Finding::path).contains("services.web." + field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            include: [../other.yaml]                      | include[0]
            networks: {n: {external: true}}               | networks.n.external
            networks: {n: {external: {name: host}}}       | networks.n.external
            networks: {n: {name: other}}                  | networks.n.name
            networks: {n: {driver: macvlan}}              | networks.n.driver
            networks: {n: {driver: host}}                 | networks.n.driver
            networks: {n: {driver_opts: {parent: eth0}}}  | networks.n.driver_opts
            networks: {n: {ipam: {config: []}}}           | networks.n.ipam
            networks: {'a b': {}}                         | networks.a b
            volumes: {v: {external: true}}                | volumes.v.external
            volumes: {v: {name: other}}                   | volumes.v.name
            volumes: {v: {driver: nfs}}                   | volumes.v.driver
            volumes: {v: {driver_opts: {type: none, o: bind, device: /}}} | volumes.v.driver_opts
            volumes: {'a:b': {}}                          | volumes.a:b
            configs: {c: {file: /etc/passwd}}             | configs.c.file
            configs: {c: {file: outside/passwd}}          | configs.c.file
            configs: {c: {content: x}}                    | configs.c.content
            secrets: {c: {environment: HOME}}             | secrets.c.environment
            secrets: {c: {file: ../x}}                    | secrets.c.file
            secrets: {c: {external: true}}                | secrets.c.external
            models: {}                                    | models
            """)
    void theSameHoldsForTheRestOfTheFile(String line, String field) {
        String compose = "services: {web: {image: busybox}}\n" + line + "\n";

        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain(compose))
                .satisfies(refusal ->
                        assertThat(refusal.findings()).extracting(Finding::path).contains(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dir:/etc",
                "oci:layout",
                "docker-archive:/tmp/image.tar",
                "docker-daemon:busybox:latest",
                "containers-storage:busybox",
                "0b749e583f56",
                "sha256:0b749e583f560b749e583f560b749e583f560b749e583f560b749e583f56aaaa",
                "localhost/sandboxer/sbx-00000000dead:web",
                "sandboxer/sbx-00000000dead:web",
                "-v",
                "a b",
                "../x",
                ""
            })
    void imagesByIdOrFromTheHostsFilesOrOfOtherSandboxesAreRefused(String image) {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain("services: {web: {image: '" + image + "'}}"))
                .satisfies(refusal ->
                        assertThat(refusal.findings()).extracting(Finding::path).containsExactly("services.web.image"));
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
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain("""
                        services:
                          one: {image: busybox, privileged: true, pid: host}
                          two: {image: busybox, volumes: ["/:/host"]}
                        """))
                .satisfies(refusal -> assertThat(refusal.findings())
                        .extracting(Finding::path)
                        .containsExactly("services.one.privileged", "services.one.pid", "services.two.volumes[0]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: [",
                "just a text",
                "- a list",
                "",
                "services: {}",
                "services: {web: {image: busybox}, web: {image: busybox}}",
                "services: {web: {image: busybox, profiles: [debug]}}",
                "services: !!javax.script.ScriptEngineManager []",
                "a: &a [*a]"
            })
    void aBrokenFileIsRefused(String compose) {
        assertThatExceptionOfType(ComposeRefused.class).isThrownBy(() -> workspace.contain(compose));
    }

    @Test
    void aliasesThatMultiplyAreRefusedAndNotExpanded() {
        StringBuilder bomb = new StringBuilder("x0: &x0 [a, a]\n");
        for (int level = 1; level < 60; level++) {
            bomb.append("x%d: &x%d [*x%d, *x%d]\n".formatted(level, level, level - 1, level - 1));
        }

        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain(bomb + "services: {web: {image: busybox}}"));
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
    void aPlaceBelowAnotherWritableMountIsRefusedBecauseItCouldBecomeALink() {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain("""
                        services:
                          one: {image: busybox, volumes: ["./:/all"]}
                          two: {image: busybox, volumes: ["./app:/app:ro"]}
                        """))
                .withMessageContaining("services.two.volumes[0]");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build: ../",
                "build: https://example.com/x.git",
                "build: outside",
                "build: {context: ., dockerfile: ../Dockerfile}",
                "build: {context: ., dockerfile: /etc/passwd}",
                "build: {context: ., network: host}",
                "build: {context: ., privileged: true}",
                "build: {context: ., ssh: default}",
                "build: {context: ., secrets: [x]}",
                "build: {context: ., additional_contexts: {a: /etc}}",
                "build: {context: ., cache_from: [x]}",
                "build: {context: ., entitlements: [security.insecure]}",
                "build: {context: ., dockerfile_inline: 'FROM x'}"
            })
    void aBuildThatLooksOutsideIsRefused(String line) {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain("services:\n  web:\n    " + line + "\n"))
                .withMessageContaining("services.web.build");
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

    private static ContainedProject.ServicePort port(int container, int published) {
        return new ContainedProject.ServicePort(container, published);
    }

    private static ContainedProject.PlannedNetwork network(String key, boolean internal) {
        return new ContainedProject.PlannedNetwork(key, "sbx-0123456789ab_" + key, internal);
    }

    private static JsonNode web(ContainedProject project) {
        return project.file().path("services").path("web");
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
}
