package social.coulomb.sandboxer.controllers.hostprobe;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.events.EventReporter;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.controllers.reconcile.Operation;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.StatusWriter;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.reconcile.Surroundings;
import social.coulomb.sandboxer.controllers.routing.Experience;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.sdk.OperationContext;

/// Carries out what was planned for a host.
final class HostProbeActor {

    private static final StatusWriter<HostProbe, HostProbeStatus> STATUS = new StatusWriter<>(HostProbe::new);
    private static final Duration LOOK_TIME = Duration.ofSeconds(45);
    private static final Duration SAFETY_INTERVAL = Duration.ofSeconds(60);

    private final HostLook look;
    private final HostMetrics metrics;
    private final OperationLedger<HostIntent, Finding> ledger;
    private final HostBoard board;
    private final HostDirectory hosts;
    private final Experience experience;
    private final EventReporter events;
    private final Clock clock;

    HostProbeActor(
            HostLook look,
            OperationLedger<HostIntent, Finding> ledger,
            HostBoard board,
            HostDirectory hosts,
            Experience experience,
            Surroundings surroundings) {
        this.look = look;
        this.metrics = new HostMetrics(surroundings.meters());
        this.ledger = ledger;
        this.board = board;
        this.hosts = hosts;
        this.experience = experience;
        this.events = surroundings.events();
        this.clock = surroundings.clock();
    }

    /// @throws social.coulomb.sandboxer.controllers.reconcile.StatusConflict when the object has changed
    /// meanwhile
    StepOutcome<HostProbe> carryOut(HostAction action, ObservedHost seen, HostProbe probe, Context<HostProbe> context) {
        return switch (action) {
            case HostAction.Look(boolean moved, int failures) -> look(probe, seen, moved, failures, context);
            case HostAction.Await(boolean cancel, Instant until) -> await(seen, cancel, until);
            case HostAction.Conclude(Finding finding, Instant lookAgainAt) ->
                conclude(probe, seen, finding, lookAgainAt, context);
            case HostAction.Hold(int placed, Instant until) -> hold(probe, placed, until, context);
            case HostAction.GiveBack giveBack -> giveBack(probe, seen);
            case HostAction.Release release -> release(probe);
        };
    }

    private StepOutcome<HostProbe> look(
            HostProbe probe, ObservedHost seen, boolean moved, int failures, Context<HostProbe> context) {
        HostLook.Subject subject = new HostLook.Subject(probe, known(probe.getStatus()), moved);
        ledger.start(operation(
                probe,
                new HostIntent(HostIntent.Kind.LOOK, seen.generation(), failures),
                operationContext -> look.look(subject, () -> offerFirst(probe), operationContext)));
        ConditionSet conditions = conditions(probe);
        if (conditions.find(HostConditions.READY).isEmpty()) {
            HostConditions.awaited(conditions);
            write(probe, conditions, null, seen.placed(), context);
        }
        return new StepOutcome.LookAgain<>(SAFETY_INTERVAL);
    }

    /// What is placed there can be worked on at once; something new waits for the first look.
    private void offerFirst(HostProbe probe) {
        if (board.find(probe.getMetadata().getName()).isEmpty()) {
            board.post(HostOffers.of(
                    probe,
                    HostConditions.availability(new ConditionSet(List.of(), null, now()), probe.getSpec()),
                    null));
        }
    }

    private StepOutcome<HostProbe> await(ObservedHost seen, boolean cancel, Instant until) {
        if (cancel) {
            ledger.cancel(seen.uid());
        }
        return until(until);
    }

    private StepOutcome<HostProbe> conclude(
            HostProbe probe, ObservedHost seen, Finding finding, Instant lookAgainAt, Context<HostProbe> context) {
        ConditionSet conditions = conditions(probe);
        Condition former = conditions.find(HostConditions.READY).orElse(null);
        HostConditions.conclude(conditions, probe.getSpec(), finding, now());
        metrics.update(probe.getMetadata().getName(), finding);
        ConditionSet recorded = write(probe, conditions, finding, seen.placed(), context);
        board.post(HostOffers.of(probe, HostConditions.availability(recorded, probe.getSpec()), finding));
        recorded.find(HostConditions.READY).ifPresent(ready -> tellIfTurned(probe, former, ready));
        return until(lookAgainAt);
    }

    private StepOutcome<HostProbe> hold(HostProbe probe, int placed, Instant until, Context<HostProbe> context) {
        ConditionSet conditions = conditions(probe);
        conditions
                .isTrue(
                        HostConditions.DELETING,
                        "HostInUse",
                        placed + " sandboxes are placed on it: delete them first, or set decommission to Abandon.")
                .isFalse(HostConditions.SCHEDULABLE, "Deleting", "The host is being given back.");
        write(probe, conditions, null, placed, context);
        board.post(HostOffers.of(probe, HostConditions.availability(conditions, probe.getSpec()), null));
        return until(until);
    }

    private StepOutcome<HostProbe> giveBack(HostProbe probe, ObservedHost seen) {
        board.withdraw(probe.getMetadata().getName());
        ledger.start(
                operation(probe, new HostIntent(HostIntent.Kind.RELEASE, seen.generation(), 0), operationContext -> {
                    look.release(probe, operationContext);
                    return new Finding.NotSeen(new Finding.Trouble("GivenBack", "The host was given back.", false));
                }));
        return new StepOutcome.LookAgain<>(SAFETY_INTERVAL);
    }

    private StepOutcome<HostProbe> release(HostProbe probe) {
        board.withdraw(probe.getMetadata().getName());
        metrics.forget(probe.getMetadata().getName());
        experience.forget(probe.getMetadata().getName());
        hosts.remove(probe.getMetadata().getName());
        ledger.forget(probe.getMetadata().getUid());
        return new StepOutcome.Gone<>();
    }

    /// Takes the hosts' measures out of the metrics.
    void close() {
        metrics.close();
    }

    private Operation<HostIntent, Finding> operation(
            HostProbe probe, HostIntent intent, Function<OperationContext, Finding> work) {
        return new Operation<>(
                "host_" + intent.kind().name().toLowerCase(Locale.ROOT),
                probe.getMetadata().getUid(),
                ResourceID.fromResource(probe),
                intent,
                List.of(),
                new Operation.Limit.Within(LOOK_TIME),
                work::apply);
    }

    private ConditionSet conditions(HostProbe probe) {
        HostProbeStatus status = probe.getStatus();
        return new ConditionSet(
                status == null ? List.of() : status.conditions(),
                probe.getMetadata().getGeneration(),
                now());
    }

    /// Writes what is worth it.
    ///
    /// @return the conditions as they are recorded now
    private ConditionSet write(
            HostProbe probe,
            ConditionSet conditions,
            @Nullable Finding finding,
            int placed,
            Context<HostProbe> context) {
        Long generation = probe.getMetadata().getGeneration();
        HostProbeStatus next = HostStatusDraft.next(probe.getStatus(), conditions, finding, generation, placed, now());
        STATUS.write(probe, next, context);
        return new ConditionSet(next.conditions(), generation, now());
    }

    private void tellIfTurned(HostProbe probe, @Nullable Condition former, Condition ready) {
        if (former != null
                && former.status().equals(ready.status())
                && former.reason().equals(ready.reason())) {
            return;
        }
        events.report(probe, ready.holds() ? Severity.NORMAL : Severity.WARNING, ready.reason(), ready.message());
    }

    private static @Nullable HostIdentity known(@Nullable HostProbeStatus status) {
        return status == null || status.identity() == null || status.identity().hostProbeUid() == null
                ? null
                : new HostIdentity(
                        status.identity().machineId(), status.identity().hostProbeUid());
    }

    private Instant now() {
        return clock.instant();
    }

    private StepOutcome<HostProbe> until(Instant moment) {
        return new StepOutcome.LookAgain<>(Duration.between(now(), moment));
    }
}
