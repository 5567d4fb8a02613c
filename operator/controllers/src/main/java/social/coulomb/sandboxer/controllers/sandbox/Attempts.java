package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Pause;
import social.coulomb.sandboxer.sdk.DurationText;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// What the last attempt says of the next one. Pure.
final class Attempts {

    private Attempts() {}

    static @Nullable SandboxResult result(@Nullable OperationRecord<SandboxIntent, SandboxResult> operation) {
        return operation != null
                        && operation.ending() != null
                        && operation.ending().outcome() instanceof Outcome.Done<SandboxResult>(SandboxResult result)
                ? result
                : null;
    }

    static @Nullable ExtensionFailure failure(@Nullable OperationRecord<SandboxIntent, SandboxResult> operation) {
        return operation != null
                        && operation.ending() != null
                        && operation.ending().outcome()
                                instanceof Outcome.Failed<SandboxResult>(ExtensionFailure failure)
                ? failure
                : null;
    }

    /// Null when the next attempt is due.
    static @Nullable Pause pause(
            ObservedSandbox seen,
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            @Nullable ExtensionFailure failure,
            Instant now) {
        if (operation == null || operation.ending() == null || failure == null) {
            return null;
        }
        int attempt = operation.intent().attempt();
        Duration growing = Backoff.STANDARD.after(attempt, seen.uid());
        Duration pause = switch (failure) {
            case ExtensionFailure.Transient transientFailure -> growing;
            case ExtensionFailure.Waiting waiting -> waiting.retryAfter();
            case ExtensionFailure.Refused refused -> growing;
            case ExtensionFailure.NotOurs notOurs -> growing;
            case ExtensionFailure.Cancelled cancelled -> Duration.ZERO;
        };
        Instant due = operation.ending().due(pause, now);
        boolean stuck = failure instanceof ExtensionFailure.Refused || failure instanceof ExtensionFailure.NotOurs;
        return now.isBefore(due) ? new Pause(cause(failure), stuck, attempt, due) : null;
    }

    static int nextAttempt(
            ObservedSandbox seen,
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            @Nullable ExtensionFailure failure) {
        if (operation == null) {
            return seen.recorded().attempt().number();
        }
        return failure instanceof ExtensionFailure.Cancelled
                ? operation.intent().attempt()
                : operation.intent().attempt() + 1;
    }

    static Cause timedOut(ObservedSandbox seen, @Nullable OperationRecord<SandboxIntent, SandboxResult> operation) {
        ExtensionFailure last = failure(operation);
        String limit = "It was not established within "
                + DurationText.format(seen.wish().policies().establishTimeout()) + ".";
        if (last != null) {
            return new Cause("EstablishTimeout", limit + " Last: " + last.getMessage());
        }
        return new Cause(
                "EstablishTimeout",
                operation == null || operation.message().isEmpty() ? limit : limit + " Last: " + operation.message());
    }

    static Cause cause(ExtensionFailure failure) {
        return new Cause(failure.reason(), String.valueOf(failure.getMessage()));
    }
}
