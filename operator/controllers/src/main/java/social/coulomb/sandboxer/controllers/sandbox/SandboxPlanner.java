package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// Decides the one thing to do next. Pure: the same sight at the same time gives the same action.
final class SandboxPlanner {

    /// How often an established sandbox is looked at.
    static final Duration LOOK_INTERVAL = Duration.ofMinutes(5);

    /// How long one attempt to take a sandbox away may run before it is begun anew.
    static final Duration TEARDOWN_LIMIT = Duration.ofMinutes(5);

    /// How long anything may go without being looked at.
    static final Duration SAFETY_INTERVAL = Duration.ofMinutes(10);

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(30);
    private static final Duration UNUSABLE_PAUSE = Duration.ofSeconds(30);

    private record Ending(EndReason why, Cause cause) {}

    private SandboxPlanner() {}

    static SandboxAction plan(ObservedSandbox seen, Instant now) {
        return switch (seen.recorded().stage()) {
            case NOTHING_MADE -> whileNothingIsMade(seen, now);
            case PROVISIONING -> whileProvisioning(seen, now);
            case ESTABLISHED -> whileEstablished(seen, now);
            case DESTROYING -> whileDestroying(seen, now);
            case ENDED -> afterTheEnd(seen, now);
        };
    }

    private static SandboxAction whileNothingIsMade(ObservedSandbox seen, Instant now) {
        return switch (seen.wish().existence()) {
            case DELETED -> new SandboxAction.Release();
            case NOT_WANTED -> new SandboxAction.End(EndReason.REQUESTED, null);
            case WANTED -> begin(seen);
        };
    }

    private static SandboxAction begin(ObservedSandbox seen) {
        return switch (seen.recipe()) {
            case Recipe.Routed routed -> new SandboxAction.Begin(seen.recorded().incarnation() + 1, routed);
            case Recipe.Unrouted unrouted -> new SandboxAction.StayUnrouted(unrouted);
        };
    }

    private static SandboxAction whileProvisioning(ObservedSandbox seen, Instant now) {
        if (seen.workplace() instanceof Workplace.Lost) {
            return lost(seen);
        }
        Ending change = changeOfMind(seen, true);
        if (change != null) {
            return new SandboxAction.BeginTeardown(change.why(), change.cause());
        }
        OperationRecord<SandboxIntent, SandboxResult> operation = seen.operationOf(Kind.PROVISION);
        if (established(operation) instanceof SandboxResult.Established result) {
            return new SandboxAction.ConcludeEstablished(result);
        }
        Instant deadline =
                Deadlines.ofEstablishing(seen.recorded(), seen.wish()).orElse(Instant.MAX);
        if (!now.isBefore(deadline)) {
            return new SandboxAction.BeginTeardown(EndReason.FAILED, timedOut(seen, operation));
        }
        if (seen.isOperating()) {
            return new SandboxAction.Await(false, earlier(deadline, now.plus(PROGRESS_INTERVAL)));
        }
        return provisionAgain(seen, operation, earlier(deadline, now.plus(SAFETY_INTERVAL)), now);
    }

    private static SandboxAction provisionAgain(
            ObservedSandbox seen,
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            Instant latest,
            Instant now) {
        ExtensionFailure failure = failure(operation);
        if (failure instanceof ExtensionFailure.Refused || failure instanceof ExtensionFailure.NotOurs) {
            return new SandboxAction.BeginTeardown(EndReason.FAILED, cause(failure));
        }
        SandboxAction pause = pause(seen, operation, failure, now);
        if (pause instanceof SandboxAction.Pause waiting) {
            return new SandboxAction.Pause(
                    waiting.cause(), waiting.stuck(), waiting.attempt(), earlier(waiting.until(), latest));
        }
        int attempt = nextAttempt(seen, operation, failure);
        return switch (seen.workplace()) {
            case Workplace.Usable usable when usable.profile() != null -> new SandboxAction.Provision(usable, attempt);
            case Workplace.Usable usable ->
                new SandboxAction.Pause(
                        new Cause(
                                "ProfileUnknown",
                                "The profile that it is being made from is not in the catalog any more."),
                        false,
                        attempt,
                        earlier(now.plus(UNUSABLE_PAUSE), latest));
            case Workplace.Unusable(String reason, String message) ->
                new SandboxAction.Pause(
                        new Cause(reason, message), false, attempt, earlier(now.plus(UNUSABLE_PAUSE), latest));
            case Workplace.Nowhere nowhere -> new SandboxAction.End(EndReason.FAILED, null);
            case Workplace.Lost lost -> lost(seen);
        };
    }

    private static SandboxAction whileEstablished(ObservedSandbox seen, Instant now) {
        if (seen.workplace() instanceof Workplace.Lost) {
            return lost(seen);
        }
        Ending change = changeOfMind(seen, seen.wish().policies().updatesImmediately());
        if (change != null) {
            return new SandboxAction.BeginTeardown(change.why(), change.cause());
        }
        Optional<Instant> end = Deadlines.ofLife(seen.recorded());
        if (end.isPresent() && !now.isBefore(end.get())) {
            return new SandboxAction.BeginTeardown(
                    EndReason.EXPIRED, new Cause("Expired", "Its time to live was over at " + end.get() + "."));
        }
        Instant latest = earlier(end.orElse(Instant.MAX), now.plus(SAFETY_INTERVAL));
        return look(seen, latest, now);
    }

    private static SandboxAction look(ObservedSandbox seen, Instant latest, Instant now) {
        if (seen.isOperating()) {
            return new SandboxAction.Await(false, earlier(latest, now.plus(PROGRESS_INTERVAL)));
        }
        OperationRecord<SandboxIntent, SandboxResult> operation = seen.operationOf(Kind.OBSERVE);
        OperationRecord.Ending<SandboxResult> ending = operation == null ? null : operation.ending();
        if (ending != null && vanished(ending.outcome())) {
            return new SandboxAction.BeginTeardown(
                    EndReason.FAILED,
                    new Cause("SandboxVanished", "Nothing of it is on its host any more: somebody else removed it."));
        }
        Instant due = ending == null ? seen.firstLookAt() : ending.at().plus(LOOK_INTERVAL);
        if (!now.isBefore(due) && seen.workplace() instanceof Workplace.Usable usable) {
            return new SandboxAction.Look(usable);
        }
        Instant next = later(due, now.plus(UNUSABLE_PAUSE));
        return ending == null
                ? new SandboxAction.Settle(earlier(next, latest))
                : new SandboxAction.ConcludeLook(ending.outcome(), earlier(next, latest));
    }

    private static boolean vanished(Outcome<SandboxResult> outcome) {
        return outcome instanceof Outcome.Done<SandboxResult>(SandboxResult.Observed observed)
                && observed.observation() instanceof social.coulomb.sandboxer.sdk.Observation.Absent;
    }

    private static SandboxAction whileDestroying(ObservedSandbox seen, Instant now) {
        EndReason why = seen.recorded().endReason() == null
                ? EndReason.REQUESTED
                : seen.recorded().endReason();
        if (seen.workplace() instanceof Workplace.Lost) {
            return lost(seen);
        }
        OperationRecord<SandboxIntent, SandboxResult> operation = seen.operationOf(Kind.TEARDOWN);
        if (seen.isOperating()) {
            boolean overdue =
                    operation == null || now.isAfter(operation.startedAt().plus(TEARDOWN_LIMIT));
            return new SandboxAction.Await(overdue, now.plus(PROGRESS_INTERVAL));
        }
        if (established(operation) instanceof SandboxResult.TornDown(ProvisionDelta delta)) {
            return gone(seen, why, delta);
        }
        ExtensionFailure failure = failure(operation);
        SandboxAction pause = pause(seen, operation, failure, now);
        if (pause != null) {
            return pause;
        }
        int attempt = nextAttempt(seen, operation, failure);
        return switch (seen.workplace()) {
            case Workplace.Usable usable -> new SandboxAction.TearDown(usable, attempt);
            case Workplace.Unusable(String reason, String message) ->
                new SandboxAction.Pause(new Cause(reason, message), false, attempt, now.plus(UNUSABLE_PAUSE));
            case Workplace.Nowhere nowhere -> gone(seen, why, null);
            case Workplace.Lost lost -> lost(seen);
        };
    }

    private static SandboxAction gone(ObservedSandbox seen, EndReason why, @Nullable ProvisionDelta delta) {
        if (seen.wish().existence() == Wish.Existence.DELETED) {
            return new SandboxAction.Release();
        }
        boolean goesOn = why == EndReason.RECREATED && seen.wish().isWanted();
        return goesOn && seen.recipe() instanceof Recipe.Routed ? begin(seen) : new SandboxAction.End(why, delta);
    }

    private static SandboxAction lost(ObservedSandbox seen) {
        return seen.wish().existence() == Wish.Existence.DELETED
                ? new SandboxAction.Release()
                : new SandboxAction.End(EndReason.HOST_LOST, null);
    }

    private static SandboxAction afterTheEnd(ObservedSandbox seen, Instant now) {
        if (seen.wish().existence() == Wish.Existence.DELETED) {
            return new SandboxAction.Release();
        }
        boolean again = seen.recorded().endReason() == EndReason.RECREATED
                || !seen.recorded().hasActedOnRecreateOf(seen.wish());
        if (seen.wish().isWanted() && again) {
            return begin(seen);
        }
        Optional<Instant> end = Deadlines.ofRecord(seen.recorded(), seen.wish());
        if (end.isPresent() && !now.isBefore(end.get())) {
            return new SandboxAction.DeleteRecord();
        }
        return new SandboxAction.Settle(earlier(end.orElse(Instant.MAX), now.plus(SAFETY_INTERVAL)));
    }

    /// @param sourceCounts whether a changed profile, input, host or route ends it too
    private static @Nullable Ending changeOfMind(ObservedSandbox seen, boolean sourceCounts) {
        Wish wish = seen.wish();
        return switch (wish.existence()) {
            case DELETED -> new Ending(EndReason.REQUESTED, new Cause("Deleted", "The object is being deleted."));
            case NOT_WANTED ->
                new Ending(EndReason.REQUESTED, new Cause("Requested", "spec.operatingMode is Destroyed."));
            case WANTED -> {
                if (!seen.recorded().hasActedOnRecreateOf(wish)) {
                    yield new Ending(EndReason.RECREATED, new Cause("Recreated", "spec.recreate has changed."));
                }
                yield sourceCounts && !seen.recorded().wasMadeFrom(wish)
                        ? new Ending(
                                EndReason.RECREATED,
                                new Cause("SpecChanged", "The profile, an input, the host or the route has changed."))
                        : null;
            }
        };
    }

    private static @Nullable SandboxResult established(
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation) {
        return operation != null
                        && operation.ending() != null
                        && operation.ending().outcome() instanceof Outcome.Done<SandboxResult>(SandboxResult result)
                ? result
                : null;
    }

    private static @Nullable ExtensionFailure failure(
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation) {
        return operation != null
                        && operation.ending() != null
                        && operation.ending().outcome()
                                instanceof Outcome.Failed<SandboxResult>(ExtensionFailure failure)
                ? failure
                : null;
    }

    /// Null when the next attempt is due.
    private static @Nullable SandboxAction pause(
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
        Instant due = operation.ending().at().plus(pause);
        boolean stuck = failure instanceof ExtensionFailure.Refused || failure instanceof ExtensionFailure.NotOurs;
        return now.isBefore(due) ? new SandboxAction.Pause(cause(failure), stuck, attempt, due) : null;
    }

    private static int nextAttempt(
            ObservedSandbox seen,
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            @Nullable ExtensionFailure failure) {
        if (operation == null) {
            return seen.recorded().attempt();
        }
        return failure instanceof ExtensionFailure.Cancelled
                ? operation.intent().attempt()
                : operation.intent().attempt() + 1;
    }

    private static Cause timedOut(
            ObservedSandbox seen, @Nullable OperationRecord<SandboxIntent, SandboxResult> operation) {
        ExtensionFailure last = failure(operation);
        String limit = "It was not established within "
                + social.coulomb.sandboxer.sdk.DurationText.format(
                        seen.wish().policies().establishTimeout()) + ".";
        if (last != null) {
            return new Cause("EstablishTimeout", limit + " Last: " + last.getMessage());
        }
        return new Cause(
                "EstablishTimeout",
                operation == null || operation.message().isEmpty() ? limit : limit + " Last: " + operation.message());
    }

    private static Cause cause(ExtensionFailure failure) {
        return new Cause(failure.reason(), String.valueOf(failure.getMessage()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
