package social.coulomb.sandboxer.controllers.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the ledger knows of an object's latest operation.
///
/// @param message what it is doing, by its own words; empty before it said anything
/// @param ending null while it runs
public record OperationRecord<I, R>(
        I intent,
        Instant startedAt,
        String message,
        @Nullable Ending<R> ending) {

    public boolean isRunning() {
        return ending == null;
    }

    /// @param at when it ended
    public record Ending<R>(Outcome<R> outcome, Instant at) {}
}
