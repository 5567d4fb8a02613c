package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// How often each established sandbox is looked at: every five minutes, and less often where there are so many that
/// the looks alone would keep the program and its backends busy. Thread-safe.
final class LookPace {

    static final Duration OFTEN = Duration.ofMinutes(5);

    /// From one look to the next of all sandboxes together, on average.
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final Duration COUNT_INTERVAL = Duration.ofSeconds(30);

    private final IntSupplier established;
    private final Instant startedAt;
    private final Clock clock;
    private volatile Counted counted = new Counted(Instant.MIN, OFTEN);

    private record Counted(Instant at, Duration interval) {

        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(COUNT_INTERVAL));
        }
    }

    /// @param established how many sandboxes there are to look at; asked twice a minute at most
    /// @param startedAt when these controllers began, after which all are looked at anew
    LookPace(IntSupplier established, Instant startedAt, Clock clock) {
        this.established = established;
        this.startedAt = startedAt;
        this.clock = clock;
    }

    /// When a sandbox is due of which these controllers have seen nothing yet: spread over one interval, so that not
    /// all are looked at as soon as they start.
    ///
    /// @param readyAt null where that is not on record
    Instant firstLook(String uid, @Nullable Instant readyAt) {
        Instant from = readyAt != null && readyAt.isAfter(startedAt) ? readyAt : startedAt;
        return from.plusSeconds(Math.floorMod(uid.hashCode(), interval().toSeconds()));
    }

    /// How long after one look the next is due.
    Duration interval() {
        Instant now = clock.instant();
        if (!counted.isFresh(now)) {
            Duration needed = BETWEEN_LOOKS.multipliedBy(established.getAsInt());
            counted = new Counted(now, needed.compareTo(OFTEN) > 0 ? needed : OFTEN);
        }
        return counted.interval();
    }
}
