package social.coulomb.sandboxer.controllers.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices when the clock was set or the machine slept. Timers count what passes while it runs; what is due by the
/// clock may be overdue then, and nobody would look before the next safety interval.
public final class ClockWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration TOLERANCE = Duration.ofSeconds(4);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock-watch").factory());
    private final Clock clock;
    private final LongSupplier ticks;
    private final Runnable onSet;
    private Instant lastMoment;
    private long lastTick;

    /// @param ticks nanoseconds that pass whatever the clock says
    ClockWatch(Clock clock, LongSupplier ticks, Runnable onSet) {
        this.clock = clock;
        this.ticks = ticks;
        this.onSet = onSet;
        lastMoment = clock.instant();
        lastTick = ticks.getAsLong();
    }

    /// @param onSet called each time that the clock was set by more than a few seconds; must return quickly
    public static ClockWatch start(Clock clock, Runnable onSet) {
        ClockWatch watch = new ClockWatch(clock, System::nanoTime, onSet);
        watch.thread.scheduleWithFixedDelay(
                watch::compare, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /// Compares what the clock says has passed with what has passed.
    void compare() {
        Instant moment = clock.instant();
        long tick = ticks.getAsLong();
        Duration drift = Duration.between(lastMoment, moment).minusNanos(tick - lastTick);
        lastMoment = moment;
        lastTick = tick;
        if (drift.abs().compareTo(TOLERANCE) > 0) {
            LOG.info("The clock was set by {} s: what is due is looked for", drift.toSeconds());
            onSet.run();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
