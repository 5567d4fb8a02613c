package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Where compose programs differ from the engine alone: what they drop is named, and never passed over.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class ComposeProgramIT {

    private static final String TWO_SERVICES = """
            services:
              client: {image: IMAGE, command: ["sleep", "1000"], depends_on: [server]}
              server: {image: IMAGE, command: ["httpd", "-f", "-p", "80"], networks: {default: {aliases: [database]}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    static List<TestHost.Variant> programs() throws IOException {
        return TestHost.variants().stream()
                .filter(variant -> !variant.composeCommand().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void servicesFindEachOtherAndWhatLeaksIsNamed(TestHost.Variant variant) throws Exception {
        try (TestHost host = TestHost.open(variant);
                Trial trial = new Trial(host, directory).file("compose.yaml", TWO_SERVICES)) {
            Provisioned provisioned = trial.provision();

            assertThat(trial.inside("client", "nc -w 2 server 80 </dev/null && nc -w 2 database 80 </dev/null"))
                    .endsWith("0");
            boolean leaks = resolvesOutsideNames(host);
            assertThat(provisioned.unenforced())
                    .extracting(EnforcementGap::field)
                    .containsExactlyElementsOf(leaks ? List.of("network.default") : List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void provisioningAgainLeavesContainersAndTheirConnectionsAlone(TestHost.Variant variant) throws Exception {
        try (TestHost host = TestHost.open(variant);
                Trial trial = new Trial(host, directory).file("compose.yaml", TWO_SERVICES)) {
            trial.provision();
            String before = trial.inside("server", "hostname; hostname -i");

            trial.provision();

            assertThat(trial.inside("server", "hostname; hostname -i")).isEqualTo(before);
            assertThat(trial.inside("client", "nc -w 2 database 80 </dev/null")).endsWith("0");
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatIsTornDownWhileItComesUpLeavesNothingAlsoLater(TestHost.Variant variant) throws Exception {
        try (TestHost host = TestHost.open(variant);
                Trial trial = new Trial(host, directory).file("compose.yaml", """
                        services:
                          first: {image: IMAGE, command: ["sleep", "1000"]}
                          second: {image: IMAGE, command: ["sleep", "1000"], depends_on: [first]}
                          third: {image: IMAGE, command: ["sleep", "1000"], depends_on: [second]}
                          fourth: {image: IMAGE, command: ["sleep", "1000"], depends_on: [third]}
                        """)) {
            CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> trial.outcome(new Cancellation()));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> host.output("$1 ps -aq --filter name=$2", host.engine(), trial.project())
                            .lines()
                            .findAny()
                            .isPresent());

            trial.teardown();

            assertThat(outcome.get(30, TimeUnit.SECONDS)).isNotEqualTo("provisioned");
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(trial.remains()).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void limitsHoldOrAreNamedAndRefusedWhereRequired(TestHost.Variant variant) throws Exception {
        try (TestHost host = TestHost.open(variant);
                Trial trial = new Trial(host, directory)
                        .file("compose.yaml", "services: {web: {image: IMAGE, command: [\"sleep\", \"1000\"]}}")) {
            Profile wished = TestProfiles.with("resources: {cpu: 0.5, memory_mb: 48, pids: 20}");
            Profile required =
                    TestProfiles.with("resources: {cpu: 0.5, memory_mb: 48, pids: 20, enforcement: required}");

            List<EnforcementGap> gaps = trial.provision(wished).unenforced();

            boolean holds = trial.inside("web", "for n in $(seq 40); do sleep 5 & done; wait")
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("can't fork");
            assertThat(gaps)
                    .extracting(EnforcementGap::field)
                    .containsExactlyElementsOf(holds ? List.of() : List.of("resources.pids"));
            if (!holds) {
                assertThatExceptionOfType(ExtensionFailure.Refused.class)
                        .isThrownBy(() -> trial.provision(required))
                        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("NotEnforceable"));
                assertThat(trial.remains())
                        .as("what may not be does not run on")
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aServiceThatCannotStartIsToldWithItsCause(TestHost.Variant variant) throws Exception {
        try (TestHost host = TestHost.open(variant);
                Trial trial = new Trial(host, directory)
                        .file("compose.yaml", "services: {web: {image: IMAGE, command: [\"no-such-command\"]}}")) {
            assertThatExceptionOfType(ExtensionFailure.Refused.class)
                    .isThrownBy(trial::provision)
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo("CommandNotFound"))
                    .withMessageContaining("no-such-command");
            assertThat(trial.remains()).isEmpty();
        }
    }

    /// Podman's name server answers containers for the world outside if the host can resolve names itself.
    private static boolean resolvesOutsideNames(TestHost host) {
        return host.engine().equals("podman")
                && host.run("getent hosts example.com >/dev/null").succeeded();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void secretsArriveAsTheyAreAndOnNoCommandLine(TestHost.Variant variant) throws Exception {
        String value = "s3cr3t 'single' \"double\" $HOME ${HOME} #\\ é=";
        try (TestHost host = TestHost.open(variant);
                Trial trial = new Trial(host, directory).file("compose.yaml", TWO_SERVICES);
                CommandLines seen = CommandLines.watch()) {
            trial.provision(Secrets.of(Map.of("build_token", value)));

            assertThat(trial.inside("client", "env")).contains("BUILD_TOKEN=" + value + "\n");
            assertThat(seen.with(trial.project())).isNotEmpty();
            assertThat(seen.with("s3cr3t")).isEmpty();

            trial.provision(Secrets.of(Map.of("build_token", "changed")));
            assertThat(trial.inside("client", "echo $BUILD_TOKEN")).startsWith("changed\n");
        }
    }
}
