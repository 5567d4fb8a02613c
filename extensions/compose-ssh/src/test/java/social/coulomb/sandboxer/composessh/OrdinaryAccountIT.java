package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// A host that is entered by an account which may use docker and nothing else of root's.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class OrdinaryAccountIT {

    private static final String WEB = """
            services:
              web:
                image: IMAGE
                command: ["httpd", "-f", "-p", "8080"]
                volumes: ["./:/data"]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private TestHost host;

    @SuppressWarnings("NullAway.Init")
    private Trial trial;

    @BeforeEach
    void open() throws IOException {
        Optional<TestHost.Variant> docker = TestHost.engines().stream()
                .filter(variant -> variant.engine().equals("docker"))
                .findFirst();
        assumeThat(docker).as("the testbed has a host with docker").isPresent();
        host = TestHost.open(docker.orElseThrow().as(TestHost.ORDINARY_USER));
        trial = new Trial(host, directory).file("compose.yaml", WEB);
    }

    @AfterEach
    void close() throws ExtensionFailure {
        if (trial != null) {
            trial.close();
            host.close();
        }
    }

    @Test
    void filesThatAContainerMadeAsRootGoThroughTheEngine() throws Exception {
        trial.provision();
        assertThat(trial.inside("web", "mkdir -p /data/deep/er && touch /data/deep/er/file && chmod 700 /data/deep"))
                .endsWith("0");

        trial.teardown();

        assertThat(host.output("ls -A $1", host.host().settings().baseDir())).doesNotContain("deep", "workspace");
        assertThat(trial.observe()).isInstanceOf(social.coulomb.sandboxer.sdk.Observation.Absent.class);
    }

    @Test
    void whatOnlyRootCouldCloseIsNamedAndRefusedWhereRequired() throws Exception {
        assertThat(trial.provision().unenforced())
                .extracting(EnforcementGap::field)
                .contains("network.default");

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> trial.provision(TestProfiles.with("network: {enforcement: required}")))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("NotEnforceable"));
        assertThat(trial.observe())
                .as("what may not be does not run on")
                .isInstanceOf(social.coulomb.sandboxer.sdk.Observation.Absent.class);
    }
}
