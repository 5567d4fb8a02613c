package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.lease.LeaseHeld;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

final class ControllersIT {

    private static final String LEASE = "sandboxer-controllers";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.host("host-a", "host-a.test");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aSecondSetOfControllersIsRefusedWhileTheFirstLives() throws Exception {
        Controllers first = fixture.start();
        assertThatThrownBy(() -> Controllers.start(fixture.options()))
                .isInstanceOf(LeaseHeld.class)
                .hasMessageContaining(LEASE);
        assertThat(first.health().problems()).isEmpty();
    }

    @Test
    void aClosedSetMakesRoomAtOnce() throws Exception {
        fixture.start();
        fixture.stop();
        long begun = System.nanoTime();
        fixture.start();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void metricsOfTheFrameworkEndWithTheControllersThatTheyAreAbout() throws Exception {
        fixture.start();
        assertThat(frameworkMetrics()).isNotEmpty();
        fixture.stop();
        assertThat(frameworkMetrics()).isEmpty();
    }

    private List<String> frameworkMetrics() {
        return fixture.meters.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.startsWith("operator.sdk."))
                .toList();
    }

    @Test
    void theLeaseOfAStrangerIsTakenOnlyAfterItsWholeTimeInSilence() throws Exception {
        // A holder that wrote a renewal from the future: no clock but our own is believed.
        lease("a-machine-far-away", ZonedDateTime.now(ZoneOffset.UTC).plusYears(1));
        long begun = System.nanoTime();
        fixture.start();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1900));
        assertThat(requireNonNull(read()).getSpec().getLeaseTransitions()).isEqualTo(1);
    }

    @Test
    void whoLosesTheLeaseStopsUntilItIsGivenBack() throws Exception {
        Controllers controllers = fixture.start();
        hold("somebody-else");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> controllers.health().problems().stream().anyMatch(each -> each.contains("Lease")));
        fixture.sandbox("a", "{profile: profile.compose-e2e}");
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> requireNonNull(fixture.find("a")).getStatus() == null);
        hold("");
        fixture.awaitState("a", SandboxState.READY);
        assertThat(controllers.health().isHealthy()).isTrue();
    }

    @Test
    void aRestartedApiFindsTheControllersAgain() throws Exception {
        Controllers controllers = fixture.start();
        fixture.sandbox("before", "{profile: profile.compose-e2e}");
        fixture.awaitState("before", SandboxState.READY);
        fixture.restartApi(Duration.ofSeconds(4));
        fixture.sandbox("after", "{profile: profile.compose-e2e}");
        fixture.awaitState("after", SandboxState.READY);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> controllers.health().isHealthy());
        assertThat(fixture.backend.names()).hasSize(2);
    }

    @Test
    void whoGetsNoAnswerFromTheApiStops() throws Exception {
        Controllers controllers = fixture.start();
        fixture.whileTheApiIsSilent(() -> await().atMost(Duration.ofSeconds(5))
                .until(() -> controllers.health().problems().stream().anyMatch(each -> each.contains("Lease"))));
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> controllers.health().isHealthy());
    }

    @Test
    void anObjectThatCannotBeReadHarmsNoOther() throws Exception {
        fixture.putDamagedObjects();
        Controllers controllers = fixture.start();
        fixture.sandbox("fine", "{profile: profile.compose-e2e}");
        fixture.awaitState("fine", SandboxState.READY);
        assertThat(controllers.health().isHealthy()).isTrue();
    }

    @Test
    void anIdleSetIsHealthyAndItsMetersAreThere() throws Exception {
        Controllers controllers = fixture.start();
        fixture.sandbox("a", "{profile: profile.compose-e2e}");
        fixture.awaitState("a", SandboxState.READY);
        assertThat(controllers.health().isHealthy()).isTrue();
        await().atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(gauge("sandboxer.sandboxes", "state", "ready"))
                        .isEqualTo(1));
        assertThat(gauge("sandboxer.host.reachable", "host", "host-a")).isEqualTo(1);
        assertThat(gauge("sandboxer.host.memory.available.mb", "host", "host-a"))
                .isEqualTo(4000);
        assertThat(fixture.meters
                        .timer("sandboxer.operation", "operation", "provision", "outcome", "done")
                        .count())
                .isEqualTo(1);
    }

    private double gauge(String name, String tag, String value) {
        return fixture.meters.get(name).tag(tag, value).gauge().value();
    }

    private @Nullable Lease read() {
        return fixture.client
                .leases()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withName(LEASE)
                .get();
    }

    /// Whatever else changes meanwhile: its holder renews it all the time.
    private void hold(String holder) {
        fixture.client
                .leases()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withName(LEASE)
                .edit(lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity(holder)
                        .endSpec()
                        .build());
    }

    private void lease(String holder, ZonedDateTime renewed) {
        fixture.client
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(LEASE)
                        .withNamespace(ControllersFixture.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(holder)
                        .withLeaseDurationSeconds(15)
                        .withRenewTime(renewed)
                        .withAcquireTime(renewed)
                        .withLeaseTransitions(0)
                        .endSpec()
                        .build())
                .create();
    }
}
