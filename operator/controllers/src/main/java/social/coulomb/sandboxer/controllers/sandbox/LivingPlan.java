package social.coulomb.sandboxer.controllers.sandbox;

import static social.coulomb.sandboxer.controllers.sandbox.SandboxPlanner.earlier;
import static social.coulomb.sandboxer.controllers.sandbox.SandboxPlanner.later;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.sandbox.Deadlines.Deadline;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.sdk.Observation;

/// What is next for a sandbox that was established. Pure.
final class LivingPlan {

    private LivingPlan() {}

    static SandboxAction plan(ObservedSandbox seen, Instant now) {
        if (seen.workplace() instanceof Workplace.Lost) {
            return EndingPlan.lost(seen, now);
        }
        SandboxAction change = change(seen, now);
        if (change != null) {
            return change;
        }
        Optional<Deadline> deadline = Deadlines.next(seen, now);
        if (deadline.isPresent() && deadline.get().hasCome(now)) {
            return end(deadline.get());
        }
        Instant next = deadline.map(Deadline::at).orElse(Instant.MAX);
        return look(seen, earlier(next, now.plus(patience(seen))), now);
    }

    /// What can be used is not given up for something that cannot be made.
    private static @Nullable SandboxAction change(ObservedSandbox seen, Instant now) {
        SandboxAction.BeginTeardown change =
                ChangeOfMind.in(seen, seen.wish().policies().updatesImmediately());
        if (change == null || change.why() != EndReason.RECREATED) {
            return change;
        }
        if (seen.recipe().equals(Recipe.Unrouted.HOSTS_UNREAD)) {
            return new SandboxAction.Hesitate(now.plus(SandboxPlanner.UNREAD_PAUSE));
        }
        return seen.obstacle() == null ? change : null;
    }

    private static Duration patience(ObservedSandbox seen) {
        if (seen.obstacle() != null) {
            return SandboxPlanner.UNROUTED_INTERVAL;
        }
        Duration lookEvery = seen.work().lookEvery();
        return lookEvery.compareTo(SandboxPlanner.SAFETY_INTERVAL) > 0 ? lookEvery : SandboxPlanner.SAFETY_INTERVAL;
    }

    private static SandboxAction end(Deadline deadline) {
        return switch (deadline.kind()) {
            case IDLENESS ->
                SandboxAction.BeginTeardown.of(
                        EndReason.IDLE, new Cause("Idle", "Nobody had used it until " + deadline.at() + "."));
            case LIFE, ESTABLISHING, USE, RECORD ->
                SandboxAction.BeginTeardown.of(
                        EndReason.EXPIRED, new Cause("Expired", "Its time to live was over at " + deadline.at() + "."));
        };
    }

    private static SandboxAction look(ObservedSandbox seen, Instant latest, Instant now) {
        OperationRecord<SandboxIntent, SandboxResult> operation = seen.operationOf(Kind.OBSERVE);
        if (seen.isOperating()) {
            return new SandboxAction.Await(false, earlier(latest, now.plus(SandboxPlanner.PROGRESS_INTERVAL)));
        }
        OperationRecord.Ending<SandboxResult> ending = operation == null ? null : operation.ending();
        if (ending != null && vanished(ending.outcome())) {
            return SandboxAction.BeginTeardown.of(
                    EndReason.FAILED,
                    new Cause("SandboxVanished", "Nothing of it is on its host any more: somebody else removed it."));
        }
        Instant due = ending == null
                ? seen.work().firstLookAt()
                : ending.due(seen.work().lookEvery(), now);
        if (!now.isBefore(due) && seen.workplace() instanceof Workplace.Usable usable) {
            return new SandboxAction.Look(usable);
        }
        Instant next = earlier(later(due, now.plus(SandboxPlanner.UNUSABLE_PAUSE)), latest);
        return ending == null ? new SandboxAction.Settle(next) : new SandboxAction.ConcludeLook(ending.outcome(), next);
    }

    private static boolean vanished(Outcome<SandboxResult> outcome) {
        return outcome instanceof Outcome.Done<SandboxResult>(SandboxResult.Observed observed)
                && observed.observation() instanceof Observation.Absent;
    }
}
