package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.sandbox.RemainsPlan.Step;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Removes what earlier incarnations left at places that were away, beside the life of the present one.
final class RemainsHunt {

    private final SandboxOperations operations;
    private final OperationLedger<SandboxIntent, SandboxResult> ledger;
    private final Function<Remains, Workplace> places;
    private final SandboxActor.Outlet outlet;
    private final Clock clock;

    RemainsHunt(
            SandboxOperations operations,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            Function<Remains, Workplace> places,
            SandboxActor.Outlet outlet,
            Clock clock) {
        this.operations = operations;
        this.ledger = ledger;
        this.places = places;
        this.outlet = outlet;
        this.clock = clock;
    }

    /// Starts removals that are due and strikes off what is proven gone. Never blocks but for that one write.
    ///
    /// @throws social.coulomb.sandboxer.controllers.reconcile.StatusConflict when the object has changed
    /// meanwhile
    StepOutcome<Sandbox> goOn(Sandbox sandbox, Context<Sandbox> context) {
        SandboxStatus status = sandbox.getStatus();
        if (status == null || status.remains().isEmpty()) {
            return SandboxActor.again(SandboxPlanner.SAFETY_INTERVAL);
        }
        Instant now = clock.instant();
        Instant next = now.plus(SandboxPlanner.SAFETY_INTERVAL);
        List<Remains> over = new ArrayList<>();
        for (Remains remains : status.remains()) {
            switch (plan(sandbox, remains, now)) {
                case Step.Over gone -> over.add(remains);
                case Step.Wait(boolean cancel, Instant until) -> {
                    cancelIf(cancel, sandbox, remains);
                    next = SandboxPlanner.earlier(next, until);
                }
                case Step.Remove(Workplace.Usable at, int attempt) -> {
                    ledger.start(
                            operations.removeRemains(sandbox, at, key(sandbox, remains), intent(remains, attempt)));
                    next = SandboxPlanner.earlier(next, now.plus(SandboxPlanner.PROGRESS_INTERVAL));
                }
            }
        }
        return over.isEmpty()
                ? SandboxActor.again(Duration.between(now, next))
                : Pass.goOn(strikeOff(sandbox, status, over, context));
    }

    private Step plan(Sandbox sandbox, Remains remains, Instant now) {
        @Nullable
        OperationRecord<SandboxIntent, SandboxResult> operation =
                ledger.find(key(sandbox, remains)).orElse(null);
        return RemainsPlan.plan(operation, places.apply(remains), key(sandbox, remains), now);
    }

    private void cancelIf(boolean cancel, Sandbox sandbox, Remains remains) {
        if (cancel) {
            ledger.cancel(key(sandbox, remains));
        }
    }

    private Sandbox strikeOff(Sandbox sandbox, SandboxStatus former, List<Remains> over, Context<Sandbox> context) {
        StatusDraft draft = new StatusDraft(former, clock.instant());
        over.forEach(remains -> draft.proveGone(remains.incarnation()));
        SandboxStatus status = draft.finish(new Standing.Unchanged(), null, former.observedGeneration());
        Sandbox latest = outlet.record(sandbox, status, context);
        over.forEach(remains -> ledger.forget(key(sandbox, remains)));
        return latest;
    }

    private static SandboxIntent intent(Remains remains, int attempt) {
        return new SandboxIntent(SandboxIntent.Kind.TEARDOWN, remains.incarnation(), attempt);
    }

    /// Removals run beside the operations of the present incarnation.
    private static String key(Sandbox sandbox, Remains remains) {
        return sandbox.getMetadata().getUid() + "#" + remains.incarnation();
    }
}
