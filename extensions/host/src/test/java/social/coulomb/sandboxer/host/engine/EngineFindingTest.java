package social.coulomb.sandboxer.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.engine.ComposeInfo.Variant;
import social.coulomb.sandboxer.host.shell.SectionedOutput;

class EngineFindingTest {
    private static final String PODMAN = section("podman.command", 0, "podman")
            + section("podman.server", 0, "4.3.1")
            + section("podman.security", 0, "false");
    private static final String PODMAN_COMPOSE = section("compose.podman.command", 0, "podman-compose")
            + section(
                    "compose.podman.version",
                    0,
                    "podman version 4.3.1\n['podman', '--version', '']\nusing podman version: 4.3.1\npodman-composer version  1.0.3\npodman --version \nexit code: 0");
    private static final String DOCKER = section("docker.command", 0, "docker")
            + section("docker.client", 0, "Docker version 20.10.24+dfsg1, build 297e128")
            + section("docker.server", 0, "20.10.24+dfsg1")
            + section("docker.security", 0, "[name=seccomp,profile=default]");
    private static final String SHIM =
            section("docker.command", 0, "docker") + section("docker.client", 0, "podman version 4.3.1");

    @Test
    void podmanWithItsOldComposeIsRecognised() {
        EngineInfo engine = judge(PODMAN + PODMAN_COMPOSE, EngineChoice.AUTO);

        assertThat(engine.kind()).isEqualTo(EngineKind.PODMAN);
        assertThat(engine.version()).isEqualTo(new EngineVersion(4, 3, 1));
        assertThat(engine.compose())
                .isEqualTo(
                        new ComposeInfo(Variant.PODMAN_COMPOSE, new EngineVersion(1, 0, 3), List.of("podman-compose")));
        assertThat(engine.isUsable()).isTrue();
        assertThat(engine.rootless()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'podman version 4.3.1\npodman-compose version 1.3.0', PODMAN_COMPOSE, 1, 3",
        "'podman-compose version: 1.0.6', PODMAN_COMPOSE, 1, 0",
        "'docker-compose version 1.29.2, build unknown\ndocker-py version: 5.0.3', DOCKER_COMPOSE_1, 1, 29",
        "'Docker Compose version 2.26.1-4', DOCKER_COMPOSE, 2, 26",
        "'Docker Compose version v5.5.0', DOCKER_COMPOSE, 5, 5",
    })
    void configuredComposeIsToldByItsVersion(String answer, Variant variant, int major, int minor) {
        EngineInfo engine = judge(
                PODMAN
                        + section("compose.configured.command", 0, "/opt/my compose\n--flag")
                        + section("compose.configured.version", 0, answer),
                EngineChoice.PODMAN);

        assertThat(engine.compose()).isNotNull().satisfies(compose -> {
            assertThat(compose.variant()).isEqualTo(variant);
            assertThat(compose.version().isAtLeast(major, minor)).isTrue();
            assertThat(compose.command()).containsExactly("/opt/my compose", "--flag");
        });
    }

    @Test
    void configuredComposeThatDoesNotRunIsAProblem() {
        EngineInfo engine = judge(
                PODMAN
                        + section("compose.configured.command", 0, "nonsense")
                        + section("compose.configured.version", 127, "timeout: failed to run command"),
                EngineChoice.PODMAN);

        assertThat(engine.problem()).contains("configured compose command", "failed to run");
        assertThat(engine.compose()).isNull();
    }

    @Test
    void dockerIsPreferredWhereBothAnswer() {
        assertThat(judge(DOCKER + PODMAN, EngineChoice.AUTO).kind()).isEqualTo(EngineKind.DOCKER);
        assertThat(judge(DOCKER + PODMAN, EngineChoice.PODMAN).kind()).isEqualTo(EngineKind.PODMAN);
    }

    @Test
    void dockerThatIsPodmansStandInIsNotDocker() {
        assertThat(judge(SHIM + PODMAN, EngineChoice.AUTO).kind()).isEqualTo(EngineKind.PODMAN);
        assertThat(judge(SHIM + PODMAN, EngineChoice.DOCKER).problem()).contains("stand-in");
    }

    @Test
    void podmanIsTakenWhereDockerDoesNotAnswer() {
        String deaf = section("docker.command", 0, "docker")
                + section("docker.client", 0, "Docker version 28.2.2")
                + section("docker.server", 1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");

        assertThat(judge(deaf + PODMAN, EngineChoice.AUTO).kind()).isEqualTo(EngineKind.PODMAN);
        assertThat(judge(deaf, EngineChoice.AUTO).problem()).contains("does not answer", "Cannot connect");
    }

    @Test
    void missingRightsAreNamed() {
        String denied = section("docker.command", 0, "docker")
                + section("docker.client", 0, "Docker version 28.2.2")
                + section(
                        "docker.server",
                        1,
                        "Got permission denied while trying to connect to the Docker daemon socket");

        assertThat(judge(denied, EngineChoice.DOCKER).problem()).contains("may not use docker");
    }

    @Test
    void engineThatHangsIsAProblemNotAnAbsence() {
        String hung = section("podman.command", 0, "podman") + section("podman.server", 124, "");

        assertThat(judge(hung, EngineChoice.AUTO).problem()).contains("podman", "no answer");
    }

    @Test
    void hostWithoutAnEngineIsTold() {
        String none = section("docker.command", 127, "") + section("podman.command", 127, "");

        assertThat(judge(none, EngineChoice.AUTO).problem()).contains("neither docker nor podman");
        assertThat(judge(none, EngineChoice.DOCKER).problem()).contains("no docker");
        assertThat(judge(none, EngineChoice.PODMAN).problem()).contains("no podman");
    }

    @Test
    void rootlessEnginesAreRecognised() {
        String podman = section("podman.command", 0, "podman")
                + section("podman.server", 0, "4.3.1")
                + section("podman.security", 0, "true");
        String docker =
                DOCKER.replace("[name=seccomp,profile=default]", "[name=seccomp,profile=builtin name=rootless]");

        assertThat(judge(podman, EngineChoice.AUTO).rootless()).isTrue();
        assertThat(judge(docker, EngineChoice.AUTO).rootless()).isTrue();
    }

    private static EngineInfo judge(String output, EngineChoice choice) {
        return EngineFinding.judge(SectionedOutput.parse(output), choice);
    }

    private static String section(String name, int status, String text) {
        return "\u001e%s\n%s\n\u001f%d\n".formatted(name, text, status);
    }
}
