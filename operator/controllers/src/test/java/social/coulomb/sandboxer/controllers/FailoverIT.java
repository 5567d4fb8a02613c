package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.ControllersFixture.status;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.sandbox.RouteCandidate;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// A place that does not work out, and another that does.
final class FailoverIT {

    private static final Map<String, String> TWO_PLACES =
            Map.of("profile.two-places.yaml", """
            id: profile.two-places
            version: "1"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 1h, max: 2h}
            placement: {prefer: [host-a], fallback: [host-b]}
            """, "ext.fake.yaml", ControllersFixture.DESCRIPTOR);

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.catalog(TWO_PLACES);
        fixture.host("host-a", "host-a.test");
        fixture.hosts.machine("host-b.test", "machine-b");
        fixture.host("host-b", "host-b.test");
        fixture.start();
        fixture.awaitHost("host-a", "Ready", "True", "Ready");
        fixture.awaitHost("host-b", "Ready", "True", "Ready");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatFailsAtOnePlaceIsMadeAtTheNextOnceNothingIsLeft() {
        fixture.extension.breakAt("host-a");
        fixture.sandbox("a", "{profile: profile.two-places}");
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(requireNonNull(ready.route()).host()).isEqualTo("host-b");
        assertThat(ready.route().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.host()).isEqualTo("host-a"))
                .satisfies(failure -> assertThat(failure.reason()).contains("EngineBroken"));
        assertThat(ready.route().candidates())
                .filteredOn(candidate -> "host-a".equals(candidate.host()))
                .extracting(RouteCandidate::reason)
                .singleElement()
                .asString()
                .contains("failed");
        assertThat(fixture.backend.names()).containsExactly("sbx-" + ready.sandboxId());
    }

    @Test
    void aPlaceOfWhichNothingIsKnownIsNeitherGivenUpNorDoubled() {
        fixture.extension.breakAt("host-a");
        fixture.extension.cutOff("host-a");
        fixture.sandbox("a", "{profile: profile.two-places}");
        SandboxStatus failing = status(fixture.await(
                "a",
                status -> status.state() == SandboxState.DESTROYING
                        && status.operation() != null
                        && status.operation().attempt() != null
                        && status.operation().attempt() > 1));
        assertThat(failing.incarnation()).isEqualTo(1);
        assertThat(fixture.backend.names()).isEmpty();

        fixture.extension.reconnect("host-a");
        SandboxStatus ready = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(requireNonNull(ready.route()).host()).isEqualTo("host-b");
    }
}
