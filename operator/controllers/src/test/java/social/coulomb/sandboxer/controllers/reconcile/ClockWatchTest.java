package social.coulomb.sandboxer.controllers.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {

    private final AtomicReference<Instant> moment = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final AtomicLong tick = new AtomicLong();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void timeThatPassesIsNoNews() {
        try (ClockWatch watch = watch()) {
            pass(Duration.ofSeconds(5), Duration.ofSeconds(6));
            watch.compare();
            assertThat(told).hasValue(0);
        }
    }

    @Test
    void aClockThatIsSetForwardOrBackIsToldOnce() {
        try (ClockWatch watch = watch()) {
            pass(Duration.ofSeconds(5), Duration.ofDays(1));
            watch.compare();
            assertThat(told).hasValue(1);
            pass(Duration.ofSeconds(5), Duration.ofSeconds(5));
            watch.compare();
            assertThat(told).hasValue(1);
            pass(Duration.ofSeconds(5), Duration.ofHours(-1));
            watch.compare();
            assertThat(told).hasValue(2);
        }
    }

    private void pass(Duration really, Duration byTheClock) {
        tick.addAndGet(really.toNanos());
        moment.updateAndGet(now -> now.plus(byTheClock));
    }

    private ClockWatch watch() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return moment.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new ClockWatch(clock, tick::get, told::incrementAndGet);
    }
}
