package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.ControllersFixture.status;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// A new incarnation that cannot simply follow the former one.
final class RecreateIT {

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.host("host-a", "host-a.test");
        fixture.hosts.machine("host-b.test", "machine-b");
        fixture.host("host-b", "host-b.test");
        fixture.start();
        fixture.awaitHost("host-b", "Ready", "True", "Ready");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theNextIncarnationBeginsElsewhereAndTheRemainsAreHuntedUntilTheyAreGone() {
        SandboxStatus first = leaveBehind();
        SandboxStatus second = status(fixture.await(
                "a",
                status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY));
        assertThat(requireNonNull(second.route()).host()).isEqualTo("host-b");
        assertThat(second.remains())
                .singleElement()
                .satisfies(remains -> assertThat(remains.sandboxId()).isEqualTo(first.sandboxId()));
        assertThat(fixture.backend.names()).contains("sbx-" + first.sandboxId(), "sbx-" + second.sandboxId());

        fixture.extension.reconnect("host-a");
        fixture.await("a", status -> status.remains().isEmpty());
        assertThat(fixture.backend.names()).containsExactly("sbx-" + second.sandboxId());
    }

    @Test
    void remainsHoldTheObjectAndTheirHost() {
        SandboxStatus first = leaveBehind();
        fixture.await(
                "a", status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY);
        fixture.delete("a");
        fixture.await("a", status -> status.state() == SandboxState.DESTROYED);
        assertThat(fixture.backend.names()).containsExactly("sbx-" + first.sandboxId());
        fixture.client.resources(HostProbe.class).withName("host-a").delete();
        fixture.awaitHost("host-a", "Deleting", "True", "HostInUse");

        fixture.extension.reconnect("host-a");
        fixture.awaitGone("a");
        assertThat(fixture.backend.names()).isEmpty();
        Awaitility.await()
                .until(() -> fixture.client
                                .resources(HostProbe.class)
                                .withName("host-a")
                                .get()
                        == null);
    }

    @Test
    void whatLivesStaysUntilTheNextCanBeMade() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, host: host-a}");
        SandboxStatus first = status(fixture.awaitState("a", SandboxState.READY));

        fixture.sandbox("a", "{profile: profile.compose-e2e, host: host-c, recreate: again}");
        SandboxStatus held = status(fixture.await("a", status -> is(status, "UpToDate", "HostUnknown")));
        assertThat(held.state()).isEqualTo(SandboxState.READY);
        assertThat(held.incarnation()).isEqualTo(1);
        assertThat(is(held, "Reconciling", "ChangeHeldBack")).isTrue();
        assertThat(fixture.backend.names()).containsExactly("sbx-" + first.sandboxId());

        fixture.hosts.machine("host-c.test", "machine-c");
        fixture.host("host-c", "host-c.test");
        fixture.awaitHost("host-c", "Ready", "True", "Ready");
        SandboxStatus second = status(fixture.await(
                "a",
                status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY));
        assertThat(requireNonNull(second.route()).host()).isEqualTo("host-c");
        assertThat(is(second, "UpToDate", "UpToDate")).isTrue();
        assertThat(fixture.backend.names()).containsExactly("sbx-" + second.sandboxId());
    }

    private static boolean is(SandboxStatus status, String type, String reason) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.type().equals(type) && reason.equals(condition.reason()));
    }

    /// Recreates a sandbox at another host while nothing can be removed at the first.
    private SandboxStatus leaveBehind() {
        fixture.sandbox("a", "{profile: profile.compose-e2e, host: host-a}");
        SandboxStatus first = status(fixture.awaitState("a", SandboxState.READY));
        fixture.extension.cutOff("host-a");
        fixture.sandbox("a", "{profile: profile.compose-e2e, host: host-b, recreate: again}");
        fixture.awaitState("a", SandboxState.DESTROYING);
        fixture.clock.set(Duration.ofSeconds(61));
        return first;
    }
}
