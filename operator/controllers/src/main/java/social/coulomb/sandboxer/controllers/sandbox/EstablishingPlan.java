package social.coulomb.sandboxer.controllers.sandbox;

import static social.coulomb.sandboxer.controllers.sandbox.SandboxPlanner.earlier;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// What is next until a sandbox can be reached. Pure.
final class EstablishingPlan {

    /// How often one place is tried before another gets its turn.
    static final int ATTEMPTS_BEFORE_FAILOVER = 3;

    /// How many places one establishment tries.
    static final int MOST_FAILOVERS = 8;

    private static final Duration FRESHNESS = Duration.ofSeconds(3);

    private EstablishingPlan() {}

    static SandboxAction beforeTheFirst(ObservedSandbox seen, Instant now) {
        return switch (seen.wish().existence()) {
            case DELETED -> EndingPlan.letGo(seen, now, EndReason.REQUESTED, null);
            case NOT_WANTED -> new SandboxAction.End(EndReason.REQUESTED, null);
            case WANTED -> begin(seen, now);
        };
    }

    static SandboxAction begin(ObservedSandbox seen, Instant now) {
        return switch (seen.recipe()) {
            case Recipe.Routed routed -> new SandboxAction.Begin(seen.recorded().incarnation() + 1, routed);
            case Recipe.Unrouted unrouted
            when unrouted.equals(Recipe.Unrouted.HOSTS_UNREAD) ->
                new SandboxAction.Hesitate(now.plus(SandboxPlanner.UNREAD_PAUSE));
            case Recipe.Unrouted unrouted
            when !unrouted.isStalled() && isFresh(seen, now) ->
                new SandboxAction.Hesitate(seen.subject().createdAt().plus(FRESHNESS));
            case Recipe.Unrouted unrouted -> new SandboxAction.StayUnrouted(unrouted);
        };
    }

    /// Things that are applied together come one after the other: no write and no warning for that.
    private static boolean isFresh(ObservedSandbox seen, Instant now) {
        Instant createdAt = seen.subject().createdAt();
        return seen.recorded().incarnation() == 0
                && now.isBefore(createdAt.plus(FRESHNESS))
                && now.isAfter(createdAt.minus(FRESHNESS));
    }

    static SandboxAction whileProvisioning(ObservedSandbox seen, Instant now) {
        if (seen.workplace() instanceof Workplace.Lost) {
            return EndingPlan.lost(seen, now);
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
            return SandboxAction.BeginTeardown.of(EndReason.FAILED, Attempts.timedOut(seen, operation));
        }
        if (seen.isOperating()) {
            return new SandboxAction.Await(false, earlier(deadline, now.plus(SandboxPlanner.PROGRESS_INTERVAL)));
        }
        return provisionAgain(seen, operation, earlier(deadline, now.plus(SandboxPlanner.SAFETY_INTERVAL)), now);
    }

    private static SandboxAction provisionAgain(
            ObservedSandbox seen,
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            Instant latest,
            Instant now) {
        ExtensionFailure failure = Attempts.failure(operation);
        if (failure instanceof ExtensionFailure.Refused || failure instanceof ExtensionFailure.NotOurs) {
            return SandboxAction.BeginTeardown.of(EndReason.FAILED, Attempts.cause(failure));
        }
        if (failure != null && isTimeForAnotherPlace(seen, operation, failure)) {
            return SandboxAction.BeginTeardown.failingOver(Attempts.cause(failure));
        }
        SandboxAction.Pause pause = Attempts.pause(seen, operation, failure, now);
        if (pause != null) {
            return new SandboxAction.Pause(
                    pause.cause(), pause.stuck(), pause.attempt(), earlier(pause.until(), latest));
        }
        return provision(seen, Attempts.nextAttempt(seen, operation, failure), latest, now);
    }

    /// Only where another place would take it: what failed here may still come right here.
    private static boolean isTimeForAnotherPlace(
            ObservedSandbox seen,
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            ExtensionFailure failure) {
        boolean isOut = seen.recorded().trail().failures().size() >= MOST_FAILOVERS;
        if (operation == null
                || isOut
                || isNotOfThePlace(failure)
                || !(seen.options().alternative() instanceof Recipe.Routed)) {
            return false;
        }
        return switch (failure) {
            case ExtensionFailure.Waiting full -> true;
            case ExtensionFailure.Transient trouble -> operation.intent().attempt() >= ATTEMPTS_BEFORE_FAILOVER;
            case ExtensionFailure.Refused refused -> false;
            case ExtensionFailure.NotOurs foreign -> false;
            case ExtensionFailure.Cancelled cancelled -> false;
        };
    }

    /// Secrets are missing wherever the sandbox is made.
    private static boolean isNotOfThePlace(ExtensionFailure failure) {
        return failure.reason().equals(BackendCalls.SECRET_MISSING)
                || failure.reason().equals(BackendCalls.SECRETS_UNKNOWN);
    }

    private static SandboxAction provision(ObservedSandbox seen, int attempt, Instant latest, Instant now) {
        Instant pause = earlier(now.plus(SandboxPlanner.UNUSABLE_PAUSE), latest);
        return switch (seen.workplace()) {
            case Workplace.Usable usable
            when seen.work().recipe() != null -> new SandboxAction.Provision(usable, attempt);
            case Workplace.Usable usable ->
                new SandboxAction.Pause(
                        new Cause(
                                Recipe.Unrouted.PROFILE_UNKNOWN,
                                "The profile that it is being made from is not in the catalog any more."),
                        false,
                        attempt,
                        pause);
            case Workplace.Unusable(String reason, String message) ->
                new SandboxAction.Pause(new Cause(reason, message), false, attempt, pause);
            case Workplace.Unread unread -> new SandboxAction.Hesitate(now.plus(SandboxPlanner.UNREAD_PAUSE));
            case Workplace.Nowhere nowhere -> new SandboxAction.End(EndReason.FAILED, null);
            case Workplace.Lost lost -> EndingPlan.lost(seen, now);
        };
    }
}
