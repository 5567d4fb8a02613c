package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a compose file asks for in vain.
class RefusalTest {

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
    void aPlaceBelowAnotherWritableMountIsRefusedBecauseItCouldBecomeALink() {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain("""
                        services:
                          one: {image: busybox, volumes: ["./:/all"]}
                          two: {image: busybox, volumes: ["./app:/app:ro"]}
                        """))
                .withMessageContaining("services.two.volumes[0]");
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

    @ParameterizedTest
    @ValueSource(strings = {"configs", "secrets"})
    void aFileBelowAWritableMountIsRefusedJustAsAMountOfItIs(String section) throws Exception {
        workspace.file("sub/settings", "1");
        String compose = """
                services:
                  a: {image: busybox, volumes: ['./sub:/w%s']}
                  b: {image: busybox, %s: [c]}
                %s: {c: {file: sub/settings}}
                """;

        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain(compose.formatted("", section, section)))
                .withMessageContaining("services.b." + section + "[0]")
                .withMessageContaining("replace it by a link");
        assertThat(workspace.contain(compose.formatted(":ro", section, section)).services())
                .hasSize(2);
    }
}
