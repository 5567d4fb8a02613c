package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.controllers.reconcile.StatusConflict;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.Wish.InvalidSpec;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Brings sandboxes to what their objects say: sees once, plans one action, carries it out, and again while the
/// action recorded something on which the next can be decided.
///
/// A pass takes milliseconds; what takes longer is an operation, whose end brings the next pass.
@ControllerConfiguration(
        name = "sandbox",
        finalizerName = SandboxerApi.TEARDOWN_FINALIZER,
        fieldManager = SandboxerApi.FIELD_MANAGER)
final class SandboxReconciler implements Reconciler<Sandbox>, Cleaner<Sandbox> {

    private static final int MOST_ACTIONS = 5;
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(200);

    private final Loop loop;
    private final SandboxCache cache;
    private final SimpleInboundEventSource<Sandbox> wakeups;
    private final Clock clock;

    /// What one pass consists of.
    ///
    /// @param hunt goes on beside what is done for the present incarnation
    record Loop(SandboxObserver observer, SandboxActor actor, RemainsHunt hunt, Herald herald) {}

    SandboxReconciler(Loop loop, SandboxCache cache, SimpleInboundEventSource<Sandbox> wakeups, Clock clock) {
        this.loop = loop;
        this.cache = cache;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Sandbox>> prepareEventSources(EventSourceContext<Sandbox> context) {
        cache.attach(context.getPrimaryCache());
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<Sandbox> reconcile(Sandbox sandbox, Context<Sandbox> context) {
        return lookAgainAfter(sandbox, context)
                .map(after -> UpdateControl.<Sandbox>noUpdate().rescheduleAfter(after))
                .orElseGet(UpdateControl::noUpdate);
    }

    @Override
    public DeleteControl cleanup(Sandbox sandbox, Context<Sandbox> context) {
        return lookAgainAfter(sandbox, context)
                .map(after -> DeleteControl.noFinalizerRemoval().rescheduleAfter(after.toMillis()))
                .orElseGet(DeleteControl::defaultDelete);
    }

    /// Empty when nothing holds the object any more.
    private Optional<Duration> lookAgainAfter(Sandbox sandbox, Context<Sandbox> context) {
        Sandbox latest = sandbox;
        loop.herald().tell(latest);
        for (int action = 0; action < MOST_ACTIONS; action++) {
            switch (act(latest, context)) {
                case StepOutcome.GoOn<Sandbox>(Sandbox recorded) -> {
                    latest = recorded;
                    loop.herald().tell(latest);
                }
                case StepOutcome.LookAgain<Sandbox>(Duration after) -> {
                    return Optional.of(after);
                }
                case StepOutcome.Gone<Sandbox> gone -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(Duration.ZERO);
    }

    private StepOutcome<Sandbox> act(Sandbox sandbox, Context<Sandbox> context) {
        try {
            return switch (loop.hunt().goOn(sandbox, context)) {
                case StepOutcome.LookAgain<Sandbox>(Duration after) ->
                    atTheLatest(after, actOnThePresent(sandbox, context));
                case StepOutcome<Sandbox> struckOff -> struckOff;
            };
        } catch (StatusConflict e) {
            return new StepOutcome.LookAgain<>(CONFLICT_PAUSE);
        }
    }

    private static StepOutcome<Sandbox> atTheLatest(Duration after, StepOutcome<Sandbox> outcome) {
        return outcome instanceof StepOutcome.LookAgain<Sandbox>(Duration later) && later.compareTo(after) > 0
                ? new StepOutcome.LookAgain<>(after)
                : outcome;
    }

    private StepOutcome<Sandbox> actOnThePresent(Sandbox sandbox, Context<Sandbox> context) {
        try {
            ObservedSandbox seen = loop.observer().observe(sandbox);
            return loop.actor().carryOut(SandboxPlanner.plan(seen, clock.instant()), seen, sandbox, context);
        } catch (InvalidSpec e) {
            Cause cause = new Cause("SpecInvalid", String.valueOf(e.getMessage()));
            return loop.actor().stall(sandbox, cause, context);
        }
    }
}
