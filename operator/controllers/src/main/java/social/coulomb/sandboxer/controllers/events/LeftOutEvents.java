package social.coulomb.sandboxer.controllers.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Counts the events that could not be taken, so that a flood of them is not a flood in the log too. Thread-safe.
final class LeftOutEvents {

    static final Duration SILENCE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private long untold;
    private @Nullable Instant toldAt;

    LeftOutEvents(InstantSource clock) {
        this.clock = clock;
    }

    /// Counts one more.
    ///
    /// @return how many are to be told of now; empty while the last word about them is fresh
    synchronized OptionalLong add() {
        untold++;
        Instant now = clock.instant();
        return toldAt == null || Duration.between(toldAt, now).abs().compareTo(SILENCE) >= 0
                ? tell(now)
                : OptionalLong.empty();
    }

    /// How many have not been told of, for a last word; empty when there are none.
    synchronized OptionalLong rest() {
        return untold == 0 ? OptionalLong.empty() : tell(clock.instant());
    }

    private OptionalLong tell(Instant now) {
        long told = untold;
        untold = 0;
        toldAt = now;
        return OptionalLong.of(told);
    }
}
