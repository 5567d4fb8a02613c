package social.coulomb.sandboxer.app.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ControllerPresenceTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void whereThereIsNoLeaseThereAreNoControllers() {
        assertThat(ControllerPresence.isStale(null, NOW)).isTrue();
        assertThat(ControllerPresence.isStale(new Lease(), NOW)).isTrue();
    }

    @Test
    void aLeaseThatWasGivenBackHasNoHolder() {
        assertThat(ControllerPresence.isStale(lease("", NOW), NOW)).isTrue();
    }

    @Test
    void aRenewedLeaseHasOneAlsoWhenTheClocksDisagreeALittle() {
        assertThat(ControllerPresence.isStale(lease("host-a", NOW.minusSeconds(40)), NOW))
                .isFalse();
        assertThat(ControllerPresence.isStale(lease("host-a", NOW.plusSeconds(40)), NOW))
                .isFalse();
    }

    @Test
    void aLeaseThatNobodyRenewsIsStale() {
        assertThat(ControllerPresence.isStale(lease("host-a", NOW.minusSeconds(61)), NOW))
                .isTrue();
    }

    private static Lease lease(String holder, Instant renewed) {
        return new LeaseBuilder()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .withRenewTime(ZonedDateTime.ofInstant(renewed, ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
