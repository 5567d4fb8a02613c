package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;

/// What is its own on a host that is entered by an account which runs containers without root.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class RootlessPodmanIT extends OnTestHost {

    RootlessPodmanIT() {
        super("rootless podman alone");
    }

    static List<TestHost.Variant> programs() throws IOException {
        return TestHost.rootless().stream()
                .filter(variant -> !variant.composeCommand().isEmpty())
                .toList();
    }

    @Test
    void whatLeadsIntoASandboxIsOpenOnTheHostsLoopbackAlone() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          web:
                            image: IMAGE
                            command: ["httpd", "-f", "-p", "8080", "-h", "/data"]
                            expose: ["8080"]
                            volumes: ["./:/data"]
                            networks: [front, back]
                        networks: {front: {}, back: {}}
                        """).file("hello.txt", "hello");

        Provisioned provisioned = trial.provision(TestProfiles.with("network: {enforcement: required}"));

        assertThat(provisioned.unenforced()).isEmpty();
        Endpoint endpoint = provisioned.reachability().endpoints().getFirst();
        assertThat(throughTunnel(endpoint, "hello.txt")).isEqualTo("hello");
        assertThat(host().output("ss -Hltn \"sport = :$1\" | awk '{ print $4 }'", Integer.toString(endpoint.port())))
                .isEqualTo("127.0.0.1:" + endpoint.port());
        trial.teardown();
        assertThat(host().output("ss -Hltn \"sport = :$1\"", Integer.toString(endpoint.port())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void composeProgramsPublishTheSame(TestHost.Variant variant) throws Exception {
        try (TestHost host = TestHost.open(variant);
                Trial trial =
                        new Trial(host, directory).file("compose.yaml", WEB).file("hello.txt", "hello")) {
            Provisioned provisioned = trial.provision();

            assertThat(provisioned.unenforced()).isEmpty();
            assertThat(throughTunnel(provisioned.reachability().endpoints().getFirst(), "hello.txt"))
                    .isEqualTo("hello");
        }
    }

    @Test
    void filesOfTheContainersOwnAccountsGoToo() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        trial.provision();
        assertThat(trial.inside("web", "mkdir -p /data/deep/er && chown -R 1000 /data/deep && chmod 700 /data/deep"))
                .endsWith("0");
        assertThat(host().run("rm -rf $1", trial.directory() + "/workspace/deep")
                        .succeeded())
                .as("the account itself may not")
                .isFalse();

        trial.teardown();

        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void limitsHoldOrAreNamedAndRefusedWhereRequired() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        String limits = "resources: {cpu: 0.5, memory_mb: 48, pids: 20";

        List<EnforcementGap> gaps =
                trial.provision(TestProfiles.with(limits + "}")).unenforced();

        boolean delegated = host().output("podman info --format '{{.Host.CgroupControllers}}'")
                .contains("cpu memory pids");
        assertThat(gaps)
                .extracting(EnforcementGap::field)
                .containsExactlyInAnyOrderElementsOf(
                        delegated ? List.of() : List.of("resources.cpu", "resources.memory_mb", "resources.pids"));
        if (!delegated) {
            assertThatExceptionOfType(ExtensionFailure.Refused.class)
                    .isThrownBy(() -> trial.provision(TestProfiles.with(limits + ", enforcement: required}")))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("NotEnforceable"));
            assertThat(trial.remains()).as("what may not be does not run on").isEmpty();
        }
    }
}
