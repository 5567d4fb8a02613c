package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;

/// Decides the one thing to do next. Pure: the same sight at the same time gives the same action.
final class SandboxPlanner {

    /// How often an established sandbox is looked at.
    static final Duration LOOK_INTERVAL = Duration.ofMinutes(5);

    /// How long one attempt to take a sandbox away may run before it is begun anew.
    static final Duration TEARDOWN_LIMIT = Duration.ofMinutes(5);

    /// How long anything may go without being looked at.
    static final Duration SAFETY_INTERVAL = Duration.ofMinutes(10);

    /// How often it is asked again whether there is a route: room on a host is made without a word.
    static final Duration UNROUTED_INTERVAL = Duration.ofSeconds(30);

    private static final Duration FRESHNESS = Duration.ofSeconds(3);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(30);
    private static final Duration UNUSABLE_PAUSE = Duration.ofSeconds(30);

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
            case WANTED -> begin(seen, now);
        };
    }

    private static SandboxAction begin(ObservedSandbox seen, Instant now) {
        return switch (seen.recipe()) {
            case Recipe.Routed routed -> new SandboxAction.Begin(seen.recorded().incarnation() + 1, routed);
            case Recipe.Unrouted unrouted
            when !unrouted.stalled() && isFresh(seen, now) ->
                new SandboxAction.Hesitate(seen.createdAt().plus(FRESHNESS));
            case Recipe.Unrouted unrouted -> new SandboxAction.StayUnrouted(unrouted);
        };
    }

    /// Things that are applied together come one after the other: no write and no warning for that.
    private static boolean isFresh(ObservedSandbox seen, Instant now) {
        return seen.recorded().incarnation() == 0
                && now.isBefore(seen.createdAt().plus(FRESHNESS))
                && now.isAfter(seen.createdAt().minus(FRESHNESS));
    }

    private static SandboxAction whileProvisioning(ObservedSandbox seen, Instant now) {
        if (seen.workplace() instanceof Workplace.Lost) {
            return lost(seen);
        }
        SandboxAction.BeginTeardown change = ChangeOfMind.in(seen, true);
        if (change != null) {
            return change;
        }
        OperationRecord<SandboxIntent, SandboxResult> operation = seen.operationOf(Kind.PROVISION);
        if (Attempts.result(operation) instanceof SandboxResult.Established result) {
            return new SandboxAction.ConcludeEstablished(result);
        }
        Instant deadline =
                Deadlines.ofEstablishing(seen.recorded(), seen.wish()).orElse(Instant.MAX);
        if (!now.isBefore(deadline)) {
            return new SandboxAction.BeginTeardown(EndReason.FAILED, Attempts.timedOut(seen, operation));
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
        ExtensionFailure failure = Attempts.failure(operation);
        if (failure instanceof ExtensionFailure.Refused || failure instanceof ExtensionFailure.NotOurs) {
            return new SandboxAction.BeginTeardown(EndReason.FAILED, Attempts.cause(failure));
        }
        SandboxAction.Pause pause = Attempts.pause(seen, operation, failure, now);
        if (pause != null) {
            return new SandboxAction.Pause(
                    pause.cause(), pause.stuck(), pause.attempt(), earlier(pause.until(), latest));
        }
        int attempt = Attempts.nextAttempt(seen, operation, failure);
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
        SandboxAction.BeginTeardown change =
                ChangeOfMind.in(seen, seen.wish().policies().updatesImmediately());
        if (change != null) {
            return change;
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
                && observed.observation() instanceof Observation.Absent;
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
        if (Attempts.result(operation) instanceof SandboxResult.TornDown(ProvisionDelta delta)) {
            return gone(seen, why, delta, now);
        }
        ExtensionFailure failure = Attempts.failure(operation);
        SandboxAction.Pause pause = Attempts.pause(seen, operation, failure, now);
        if (pause != null) {
            return pause;
        }
        int attempt = Attempts.nextAttempt(seen, operation, failure);
        return switch (seen.workplace()) {
            case Workplace.Usable usable -> new SandboxAction.TearDown(usable, attempt);
            case Workplace.Unusable(String reason, String message) ->
                new SandboxAction.Pause(new Cause(reason, message), false, attempt, now.plus(UNUSABLE_PAUSE));
            case Workplace.Nowhere nowhere -> gone(seen, why, null, now);
            case Workplace.Lost lost -> lost(seen);
        };
    }

    private static SandboxAction gone(
            ObservedSandbox seen, EndReason why, @Nullable ProvisionDelta delta, Instant now) {
        if (seen.wish().existence() == Wish.Existence.DELETED) {
            return new SandboxAction.Release();
        }
        boolean goesOn = why == EndReason.RECREATED && seen.wish().isWanted();
        return goesOn && seen.recipe() instanceof Recipe.Routed ? begin(seen, now) : new SandboxAction.End(why, delta);
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
            return begin(seen, now);
        }
        Optional<Instant> end = Deadlines.ofRecord(seen.recorded(), seen.wish());
        if (end.isPresent() && !now.isBefore(end.get())) {
            return new SandboxAction.DeleteRecord();
        }
        return new SandboxAction.Settle(earlier(end.orElse(Instant.MAX), now.plus(SAFETY_INTERVAL)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
