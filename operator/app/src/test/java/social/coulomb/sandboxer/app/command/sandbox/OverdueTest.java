package social.coulomb.sandboxer.app.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

class OverdueTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{state: Ready, expiresAt: '2026-11-01T11:59:59Z'}",
                "{state: Active, expiresAt: '2026-11-01T12:00:00Z'}",
                "{state: Ready, expiresAt: '2026-11-01T13:00:00Z', idleAt: '2026-11-01T11:00:00Z'}",
                "{state: Expired}",
                "{state: Destroying, endReason: Expired}",
                "{state: Destroying, endReason: Idle}"
            })
    void whatHasOutlivedItsTimeIsOverdue(String status) {
        assertThat(reason(status)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{state: Ready}",
                "{state: Ready, expiresAt: '2026-11-01T12:00:01Z', idleAt: '2026-11-01T12:30:00Z'}",
                "{state: Provisioning, expiresAt: '2026-11-01T11:00:00Z'}",
                "{state: Destroying, endReason: Requested}",
                "{state: Destroyed, endReason: Expired, endedAt: '2026-11-01T11:00:00Z'}"
            })
    void allElseIsNot(String status) {
        assertThat(reason(status)).isEmpty();
    }

    @Test
    void theReasonNamesTheMoment() {
        assertThat(reason("{state: Ready, idleAt: '2026-11-01T11:00:00Z'}"))
                .contains("it is idle since 2026-11-01T11:00:00Z");
    }

    private static Optional<String> reason(String status) {
        Sandbox sandbox = Serialization.unmarshal("metadata: {name: one}\nspec: {}\nstatus: " + status, Sandbox.class);
        return Overdue.reason(sandbox, NOW);
    }
}
