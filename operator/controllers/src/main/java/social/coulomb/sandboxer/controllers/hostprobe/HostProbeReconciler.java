package social.coulomb.sandboxer.controllers.hostprobe;

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
import social.coulomb.sandboxer.controllers.reconcile.StatusConflict;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// Keeps hosts on offer as their objects say, and says what was last seen of them.
@ControllerConfiguration(
        name = "hostprobe",
        finalizerName = SandboxerApi.TEARDOWN_FINALIZER,
        fieldManager = SandboxerApi.FIELD_MANAGER)
final class HostProbeReconciler implements Reconciler<HostProbe>, Cleaner<HostProbe> {

    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(200);

    private final HostProbeObserver observer;
    private final HostProbeActor actor;
    private final SimpleInboundEventSource<HostProbe> wakeups;
    private final Clock clock;

    HostProbeReconciler(
            HostProbeObserver observer,
            HostProbeActor actor,
            SimpleInboundEventSource<HostProbe> wakeups,
            Clock clock) {
        this.observer = observer;
        this.actor = actor;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, HostProbe>> prepareEventSources(EventSourceContext<HostProbe> context) {
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<HostProbe> reconcile(HostProbe probe, Context<HostProbe> context) {
        return switch (act(probe, context)) {
            case StepOutcome.LookAgain<HostProbe>(Duration after) ->
                UpdateControl.<HostProbe>noUpdate().rescheduleAfter(after);
            case StepOutcome.GoOn<HostProbe> goOn ->
                UpdateControl.<HostProbe>noUpdate().rescheduleAfter(Duration.ZERO);
            case StepOutcome.Gone<HostProbe> gone -> UpdateControl.noUpdate();
        };
    }

    @Override
    public DeleteControl cleanup(HostProbe probe, Context<HostProbe> context) {
        return switch (act(probe, context)) {
            case StepOutcome.LookAgain<HostProbe>(Duration after) ->
                DeleteControl.noFinalizerRemoval().rescheduleAfter(after.toMillis());
            case StepOutcome.GoOn<HostProbe> goOn ->
                DeleteControl.noFinalizerRemoval().rescheduleAfter(0);
            case StepOutcome.Gone<HostProbe> gone -> DeleteControl.defaultDelete();
        };
    }

    private StepOutcome<HostProbe> act(HostProbe probe, Context<HostProbe> context) {
        try {
            ObservedHost seen = observer.observe(probe);
            return actor.carryOut(HostPlanner.plan(seen, clock.instant()), seen, probe, context);
        } catch (StatusConflict e) {
            return new StepOutcome.LookAgain<>(CONFLICT_PAUSE);
        }
    }
}
