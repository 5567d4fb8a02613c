package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// What is next for what an earlier incarnation may have left. Pure.
final class RemainsPlan {

    private RemainsPlan() {}

    /// The next step of one hunt.
    sealed interface Step {

        record Remove(Workplace.Usable at, int attempt) implements Step {}

        /// @param cancel whether what runs has run for too long
        record Wait(boolean cancel, Instant until) implements Step {}

        /// Nothing is left, or the place was given up.
        record Over() implements Step {}
    }

    /// @param operation the latest removal of these remains; null when none is known
    /// @param seed spreads pauses
    static Step plan(
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            Workplace workplace,
            String seed,
            Instant now) {
        if (workplace instanceof Workplace.Lost || workplace instanceof Workplace.Nowhere) {
            return new Step.Over();
        }
        if (operation == null) {
            return remove(workplace, 1, now);
        }
        OperationRecord.Ending<SandboxResult> ending = operation.ending();
        if (ending == null) {
            boolean overdue = operation.hasRunFor(SandboxPlanner.TEARDOWN_LIMIT, now);
            return new Step.Wait(overdue, now.plus(SandboxPlanner.PROGRESS_INTERVAL));
        }
        return switch (ending.outcome()) {
            case Outcome.Done<SandboxResult> done -> new Step.Over();
            case Outcome.Failed<SandboxResult>(ExtensionFailure failure) -> {
                int attempt = operation.intent().attempt();
                Instant due = ending.due(Backoff.STANDARD.after(attempt, seed), now);
                yield now.isBefore(due) ? new Step.Wait(false, due) : remove(workplace, attempt + 1, now);
            }
        };
    }

    private static Step remove(Workplace workplace, int attempt, Instant now) {
        return workplace instanceof Workplace.Usable usable
                ? new Step.Remove(usable, attempt)
                : new Step.Wait(false, now.plus(SandboxPlanner.UNUSABLE_PAUSE));
    }
}
