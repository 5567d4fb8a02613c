package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LookPaceTest {

    private static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(STARTED, ZoneOffset.UTC);

    @Test
    void aFewAreLookedAtEveryFiveMinutes() {
        assertThat(new LookPace(() -> 0, STARTED, CLOCK).interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(new LookPace(() -> 1200, STARTED, CLOCK).interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void ofManyFiveASecondAreLookedAt() {
        assertThat(new LookPace(() -> 10_000, STARTED, CLOCK).interval()).isEqualTo(Duration.ofSeconds(2500));
    }

    @Test
    void theFirstLooksAreSpreadOverOneInterval() {
        var pace = new LookPace(() -> 10_000, STARTED, CLOCK);

        assertThat(pace.firstLook("a", null)).isBetween(STARTED, STARTED.plusSeconds(2500));
        assertThat(pace.firstLook("a", STARTED.plusSeconds(60)))
                .isEqualTo(pace.firstLook("a", null).plusSeconds(60));
        assertThat(pace.firstLook("b", null)).isNotEqualTo(pace.firstLook("a", null));
    }

    @Test
    void theyAreNotCountedForEachOfThem() {
        var counts = new AtomicInteger();
        var pace = new LookPace(counts::incrementAndGet, STARTED, CLOCK);

        pace.interval();
        pace.interval();

        assertThat(counts).hasValue(1);
    }
}
