package social.coulomb.sandboxer.controllers.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The latest measurements of one thing, and the median of those that still count. Thread-safe.
final class RecentDurations {

    static final int MOST = 64;
    static final Duration MEMORY = Duration.ofDays(1);

    private final long[] nanos = new long[MOST];
    private final Instant[] times = new Instant[MOST];
    private int next;

    RecentDurations() {
        Arrays.fill(times, Instant.MIN);
    }

    /// The oldest gives way; measurements need not come in order.
    synchronized void add(Duration took, Instant at) {
        if (at.isBefore(times[next])) {
            return;
        }
        nanos[next] = took.toNanos();
        times[next] = at;
        next = (next + 1) % MOST;
    }

    /// The middle one, or the lower of the two in the middle.
    synchronized Optional<Duration> median(Instant now) {
        Instant since = now.minus(MEMORY);
        long[] counting = new long[MOST];
        int count = 0;
        for (int index = 0; index < MOST; index++) {
            if (times[index].isAfter(since)) {
                counting[count++] = nanos[index];
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        Arrays.sort(counting, 0, count);
        return Optional.of(Duration.ofNanos(counting[(count - 1) / 2]));
    }
}
