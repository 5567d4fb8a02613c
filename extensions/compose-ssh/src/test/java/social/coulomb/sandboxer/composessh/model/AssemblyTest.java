package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That nothing gets past the rules by `extends` and `include`.
class AssemblyTest extends AssembledFiles {

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
}
