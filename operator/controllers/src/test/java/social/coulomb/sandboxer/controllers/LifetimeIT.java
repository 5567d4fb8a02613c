package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.ControllersFixture.status;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

final class LifetimeIT {

    private static final String IDLE_SOON = "{profile: profile.compose-e2e, idleTimeout: 2s}";

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.host("host-a", "host-a.test");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatNobodyUsesIsEnded() {
        fixture.sandbox("a", IDLE_SOON);
        SandboxStatus status = status(fixture.awaitState("a", SandboxState.DESTROYED));
        assertThat(status.endReason()).isEqualTo(EndReason.IDLE);
        assertThat(requireNonNull(ControllersFixture.condition(status, "Expired"))
                        .reason())
                .isEqualTo("Idle");
        assertThat(states(status))
                .containsExactly(
                        SandboxState.REQUESTED,
                        SandboxState.PROVISIONING,
                        SandboxState.READY,
                        SandboxState.EXPIRED,
                        SandboxState.DESTROYING,
                        SandboxState.DESTROYED);
        assertThat(fixture.backend.names()).isEmpty();
    }

    @Test
    void aConsumersLeaseMakesItActiveAndKeepsItUntilItIsGone() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, idleTimeout: 3s}");
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        Lease lease = lease("default", requireNonNull(ready.sandboxId()), Duration.ofHours(1));
        SandboxStatus active = status(fixture.awaitState("a", SandboxState.ACTIVE));
        assertThat(active.idleAt()).isNull();
        assertThat(requireNonNull(ControllersFixture.condition(active, "Active"))
                        .message())
                .contains("agent-7");

        fixture.client.resource(lease).delete();
        SandboxStatus unused = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(requireNonNull(unused.idleAt())).isAfter(requireNonNull(unused.readyAt()));
        assertThat(status(fixture.awaitState("a", SandboxState.DESTROYED)).endReason())
                .isEqualTo(EndReason.IDLE);
    }

    @Test
    void aLeaseThatRunsOutIsNoticedWithoutAnyChange() {
        fixture.sandbox("a", "{profile: profile.compose-e2e}");
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        lease("default", requireNonNull(ready.sandboxId()), Duration.ofSeconds(2));
        fixture.awaitState("a", SandboxState.ACTIVE);
        fixture.awaitState("a", SandboxState.READY);
    }

    @Test
    void aLeaseOfAnotherNamespaceSaysNothing() {
        fixture.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("others")
                        .endMetadata()
                        .build())
                .create();
        fixture.sandbox("a", IDLE_SOON);
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        lease("others", requireNonNull(ready.sandboxId()), Duration.ofHours(1));
        assertThat(status(fixture.awaitState("a", SandboxState.DESTROYED)).endReason())
                .isEqualTo(EndReason.IDLE);
    }

    @Test
    void aPatchedTimeToLiveMovesTheEnd() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 1h}");
        SandboxStatus first = status(fixture.awaitState("a", SandboxState.READY));
        fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 3h}");
        SandboxStatus extended = status(fixture.await("a", status -> "3h".equals(status.ttl())));
        assertThat(Duration.between(requireNonNull(first.expiresAt()), extended.expiresAt()))
                .isEqualTo(Duration.ofHours(2));
        assertThat(extended.incarnation()).isEqualTo(1);
    }

    @Test
    void whatWasOverdueForADayIsEndedOnceWhenTheControllersComeBack() throws Exception {
        List<String> names =
                IntStream.range(0, 30).mapToObj(index -> "day-" + index).toList();
        names.forEach(name -> fixture.sandbox(name, "{profile: profile.compose-e2e}"));
        names.forEach(name -> fixture.awaitState(name, SandboxState.READY));
        fixture.stop();
        fixture.clock.set(Duration.ofDays(1));
        fixture.start();
        for (String name : names) {
            SandboxStatus status = status(fixture.awaitState(name, SandboxState.DESTROYED));
            assertThat(status.endReason()).isEqualTo(EndReason.EXPIRED);
            assertThat(states(status)).containsOnlyOnce(SandboxState.EXPIRED, SandboxState.DESTROYED);
        }
        assertThat(fixture.extension.mostAtOnce()).isLessThanOrEqualTo(8);
        assertThat(fixture.backend.names()).isEmpty();
    }

    @Test
    void aClockThatIsSetForwardEndsWhatIsOverdueWithinSeconds() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, ttl: 1h}");
        fixture.awaitState("a", SandboxState.READY);
        fixture.clock.set(Duration.ofHours(2));
        assertThat(status(fixture.awaitState("a", SandboxState.DESTROYED)).endReason())
                .isEqualTo(EndReason.EXPIRED);
    }

    private Lease lease(String namespace, String sandboxId, Duration duration) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("use-of-" + sandboxId)
                .addToLabels(SandboxerApi.ACTIVITY_LABEL, sandboxId)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("agent-7")
                .withRenewTime(Instant.now().atZone(ZoneOffset.UTC))
                .withLeaseDurationSeconds((int) duration.toSeconds())
                .endSpec()
                .build();
        return fixture.client.resource(lease).create();
    }

    private static List<SandboxState> states(SandboxStatus status) {
        return status.transitions().stream().map(LifecycleTransition::state).toList();
    }
}
