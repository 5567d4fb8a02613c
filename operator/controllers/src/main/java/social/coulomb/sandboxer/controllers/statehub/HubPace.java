package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;

/// Spares a hub that is away: while it is, one attempt at a time, with growing pauses. The first answer lets
/// everybody go on. Thread-safe.
final class HubPace {

    private static final Logger LOG = LoggerFactory.getLogger(HubPace.class);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Backoff pauses;
    private int failures;
    private long answers;
    private long goOnAt = System.nanoTime();
    private boolean isTrying;

    HubPace(Backoff pauses) {
        this.pauses = pauses;
    }

    /// Returns when an attempt may be made; tell its end with [#answered] or [#failed].
    synchronized void enter() throws InterruptedException {
        while (failures > 0) {
            long pause = goOnAt - System.nanoTime();
            if (pause <= 0 && !isTrying) {
                isTrying = true;
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, pause > 0 ? pause : LOOK_AGAIN.toNanos());
        }
    }

    synchronized void answered() {
        if (failures > 0) {
            LOG.info("The State Hub answers again");
        }
        failures = 0;
        answers++;
        isTrying = false;
        notifyAll();
    }

    /// There was nothing to try after all.
    synchronized void abstained() {
        isTrying = false;
        notifyAll();
    }

    /// @param wish how long the hub asked to be left alone; null when it did not
    synchronized void failed(String why, @Nullable Duration wish) {
        if (failures == 0) {
            LOG.warn("The State Hub takes no events, they wait: {}", why);
        }
        if (failures == 0 || goOnAt - System.nanoTime() <= 0) {
            failures++;
            Duration pause = pauses.after(failures, "state-hub");
            goOnAt = System.nanoTime() + longer(pause, wish).toNanos();
        }
        isTrying = false;
        notifyAll();
    }

    synchronized boolean isAway() {
        return failures > 0;
    }

    /// Counts what the hub has answered.
    synchronized long answers() {
        return answers;
    }

    private static Duration longer(Duration pause, @Nullable Duration wish) {
        if (wish == null || wish.compareTo(pause) < 0) {
            return pause;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
