package social.coulomb.sandboxer.app.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TtlExtensionTest {

    private static final Instant READY = Instant.parse("2026-11-01T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void timeIsAddedToThePresentEnd() {
        TtlExtension longer = TtlExtension.compute(
                READY, READY.plus(HOUR), Duration.ofMinutes(30), Duration.ofHours(24), READY.plusSeconds(60));

        assertThat(longer).isEqualTo(new TtlExtension("90m", READY.plus(Duration.ofMinutes(90)), false));
    }

    @Test
    void whereTheEndIsPastTimeIsAddedToNow() {
        Instant now = READY.plus(Duration.ofHours(3));

        TtlExtension longer = TtlExtension.compute(READY, READY.plus(HOUR), HOUR, null, now);

        assertThat(longer.expiresAt()).isEqualTo(now.plus(HOUR));
        assertThat(longer.ttl()).isEqualTo("4h");
    }

    @Test
    void theProfilesMaximumCapsTheWholeLife() {
        TtlExtension longer =
                TtlExtension.compute(READY, READY.plus(HOUR), Duration.ofDays(9), Duration.ofHours(4), READY);

        assertThat(longer).isEqualTo(new TtlExtension("4h", READY.plus(Duration.ofHours(4)), true));
    }

    @Test
    void partsOfASecondAreRoundedUp() {
        TtlExtension longer =
                TtlExtension.compute(READY.plusMillis(400), null, Duration.ofSeconds(10), null, READY.plusMillis(900));

        assertThat(longer.ttl()).isEqualTo("11s");
    }

    @Test
    void aLongLifeFitsIntoTheSchemasDigits() {
        TtlExtension longer = TtlExtension.compute(READY, READY.plusSeconds(1), Duration.ofDays(200), null, READY);

        assertThat(longer.ttl()).isEqualTo("288001m").matches("^[1-9][0-9]{0,6}[smhd]$");
        assertThat(longer.expiresAt()).isAfterOrEqualTo(READY.plusSeconds(1).plus(Duration.ofDays(200)));
    }
}
