package social.coulomb.sandboxer.controllers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.ControllersFixture.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// A sandbox keeps the recipe that it was made from, whatever becomes of the catalog.
final class RecipeIT {

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
    void aLaterEditChangesNothingUntilItIsRecreatedNotEvenAfterARestart() throws Exception {
        profile("1", "2h");
        fixture.sandbox("a", "{profile: profile.edited, ttl: 10h}");
        SandboxStatus first = status(fixture.awaitState("a", SandboxState.READY));
        assertThat(lifetime(first)).isEqualTo(Duration.ofHours(2));

        profile("2", "5h");
        fixture.stop();
        fixture.start();
        fixture.sandbox("a", "{profile: profile.edited, ttl: 11h}");
        SandboxStatus same = status(fixture.await("a", status -> Long.valueOf(2).equals(status.observedGeneration())));
        assertThat(lifetime(same)).isEqualTo(Duration.ofHours(2));
        assertThat(same.profile()).isEqualTo(first.profile());

        fixture.sandbox("a", "{profile: profile.edited, ttl: 11h, recreate: again}");
        SandboxStatus second = status(fixture.await(
                "a",
                status -> Integer.valueOf(2).equals(status.incarnation()) && status.state() == SandboxState.READY));
        assertThat(lifetime(second)).isEqualTo(Duration.ofHours(5));
        assertThat(requireNonNull(second.profile()))
                .extracting(ProfileReference::version)
                .isEqualTo("2");
    }

    @Test
    void aProfileThatIsGoneStillHasItsSandboxesMadeAndEnded() {
        profile("1", "2h");
        fixture.extension.takeToProvision(Duration.ofSeconds(2));
        fixture.sandbox("a", "{profile: profile.edited}");
        fixture.awaitState("a", SandboxState.PROVISIONING);
        fixture.catalog(Map.of("ext.fake.yaml", ControllersFixture.DESCRIPTOR));
        fixture.awaitState("a", SandboxState.READY);
        fixture.delete("a");
        fixture.awaitGone("a");
        assertThat(fixture.backend.names()).isEmpty();
    }

    private void profile(String version, String most) {
        fixture.catalog(Map.of(
                "ext.fake.yaml", ControllersFixture.DESCRIPTOR, "profile.edited.yaml", """
                        id: profile.edited
                        version: "%s"
                        extension: ext.fake
                        isolation: {level: container}
                        ttl: {default: 1h, max: %s}
                        placement: {prefer: [host-a]}
                        """.formatted(version, most)));
    }

    private static Duration lifetime(SandboxStatus status) {
        Instant readyAt = requireNonNull(status.readyAt());
        return Duration.between(readyAt, requireNonNull(status.expiresAt()));
    }
}
