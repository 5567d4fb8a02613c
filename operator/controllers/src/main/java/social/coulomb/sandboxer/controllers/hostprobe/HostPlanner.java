package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.time.Instant;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// Decides the one thing to do next with a host. Pure.
final class HostPlanner {

    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(30);
    private static final Duration HOLD_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(60);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(2));

    private HostPlanner() {}

    static HostAction plan(ObservedHost seen, Instant now) {
        OperationRecord<HostIntent, Finding> operation = seen.operation();
        if (operation != null && operation.isRunning()) {
            boolean outdated = seen.leaving() && operation.intent().kind() == HostIntent.Kind.LOOK
                    || operation.intent().generation() != seen.generation();
            boolean overdue = operation.hasRunFor(LOOK_LIMIT, now);
            return new HostAction.Await(outdated || overdue, now.plus(WATCH_INTERVAL));
        }
        return seen.leaving() ? whileLeaving(seen, now) : whileStaying(seen, now);
    }

    private static HostAction whileLeaving(ObservedHost seen, Instant now) {
        if (seen.placed() > 0) {
            return new HostAction.Hold(seen.placed(), now.plus(HOLD_INTERVAL));
        }
        OperationRecord<HostIntent, Finding> operation = seen.operation();
        boolean givenBack = operation != null && operation.intent().kind() == HostIntent.Kind.RELEASE;
        return givenBack ? new HostAction.Release() : new HostAction.GiveBack();
    }

    private static HostAction whileStaying(ObservedHost seen, Instant now) {
        boolean moved = seen.moved() && seen.placed() > 0;
        OperationRecord<HostIntent, Finding> operation = seen.operation();
        OperationRecord.Ending<Finding> ending = operation == null ? null : operation.ending();
        if (operation == null || ending == null || operation.intent().generation() != seen.generation()) {
            return new HostAction.Look(moved, 0);
        }
        Finding finding = finding(ending.outcome());
        int failures = finding instanceof Finding.NotSeen ? operation.intent().failures() + 1 : 0;
        Duration pause = failures == 0 ? seen.interval() : pauseAfter(failures, seen);
        Instant due = ending.due(pause, now);
        return now.isBefore(due) ? new HostAction.Conclude(finding, due) : new HostAction.Look(moved, failures);
    }

    /// One that is away is looked at no less often than it would be otherwise: others wait for it.
    private static Duration pauseAfter(int failures, ObservedHost seen) {
        Duration growing = BACKOFF.after(failures, seen.uid());
        return growing.compareTo(seen.interval()) < 0 ? growing : seen.interval();
    }

    private static Finding finding(Outcome<Finding> outcome) {
        return switch (outcome) {
            case Outcome.Done<Finding>(Finding finding) -> finding;
            case Outcome.Failed<Finding>(ExtensionFailure failure) ->
                new Finding.NotSeen(new Trouble(failure.reason(), String.valueOf(failure.getMessage()), false));
        };
    }
}
