package social.coulomb.sandboxer.controllers.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the ledger knows of an object's latest operation.
///
/// @param begunAt when its turn had come; null while it waits for that
/// @param message what it is doing, by its own words; empty before it said anything
/// @param ending null while it runs
public record OperationRecord<I, R>(
        I intent,
        @Nullable Instant begunAt,
        String message,
        @Nullable Ending<R> ending) {

    public boolean isRunning() {
        return ending == null;
    }

    /// Whether its work has gone on for longer than that. What it waited for its turn does not count.
    public boolean hasRunFor(Duration limit, Instant now) {
        return begunAt != null && now.isAfter(begunAt.plus(limit));
    }

    /// @param at when it ended
    public record Ending<R>(Outcome<R> outcome, Instant at) {

        /// When a pause after it is over: now, where the clock was set back, for such a pause might last for hours.
        public Instant due(Duration pause, Instant now) {
            return now.isBefore(at) ? now : at.plus(pause);
        }
    }
}
