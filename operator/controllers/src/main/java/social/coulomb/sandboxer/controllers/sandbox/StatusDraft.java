package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.EstablishedFrom;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.MeterStatus;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.ReachabilityStatus;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.crds.sandbox.TelemetryStatus;
import social.coulomb.sandboxer.sdk.DurationText;

/// A status in the making: begins as what is on record, is changed by one action and finished once.
final class StatusDraft {

    private static final int MOST_TRANSITIONS = 32;

    private final List<Condition> formerConditions;
    private final List<LifecycleTransition> transitions;
    private final @Nullable SandboxState formerState;
    private final @Nullable Long acknowledged;
    private final @Nullable MeterStatus meter;
    private final Instant now;

    private int incarnation;
    private @Nullable String sandboxId;
    private @Nullable ProfileReference profile;
    private @Nullable EstablishedFrom establishedFrom;
    private @Nullable RouteStatus route;
    private @Nullable Instant readyAt;
    private @Nullable ReachabilityStatus reachability;
    private @Nullable String ttl;
    private @Nullable Instant expiresAt;
    private @Nullable Instant idleAt;
    private @Nullable Instant lastActivityAt;
    private @Nullable Consumer consumer;
    private List<Remains> remains;
    private @Nullable TelemetryStatus telemetry;
    private @Nullable OperationStatus operation;
    private @Nullable EndReason endReason;
    private @Nullable Instant endedAt;

    StatusDraft(@Nullable SandboxStatus former, Instant now) {
        SandboxStatus status = former == null ? NOTHING : former;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        formerConditions = status.conditions();
        transitions = new ArrayList<>(status.transitions());
        formerState = status.state();
        acknowledged = status.acknowledgedTransition();
        meter = status.meter();
        incarnation = status.incarnation() == null ? 0 : status.incarnation();
        sandboxId = status.sandboxId();
        profile = status.profile();
        establishedFrom = status.establishedFrom();
        route = status.route();
        readyAt = status.readyAt();
        reachability = status.reachability();
        ttl = status.ttl();
        expiresAt = status.expiresAt();
        idleAt = status.idleAt();
        lastActivityAt = status.lastActivityAt();
        consumer = status.consumer();
        remains = status.remains();
        telemetry = status.telemetry();
        operation = status.operation();
        endReason = status.endReason();
        endedAt = status.endedAt();
    }

    private static final SandboxStatus NOTHING = new SandboxStatus(
            null, List.of(), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, List.of(), null, List.of(), null, null);

    /// A new incarnation: everything about the former one goes.
    void begin(int newIncarnation, String newSandboxId) {
        incarnation = newIncarnation;
        sandboxId = newSandboxId;
        clearPast();
    }

    /// Forgets what is only true of an incarnation.
    void clearPast() {
        profile = null;
        route = null;
        readyAt = null;
        reachability = null;
        ttl = null;
        expiresAt = null;
        telemetry = null;
        operation = null;
        endReason = null;
        endedAt = null;
    }

    void profile(ProfileReference reference) {
        profile = reference;
    }

    void basedOn(Wish wish) {
        establishedFrom = new EstablishedFrom(wish.recreate().isEmpty() ? null : wish.recreate(), wish.digest());
    }

    /// Whether no incarnation was ever begun.
    boolean isUnbegun() {
        return establishedFrom == null;
    }

    void route(RouteStatus decided) {
        route = decided;
    }

    void operation(@Nullable OperationStatus status) {
        operation = status;
    }

    @Nullable
    OperationStatus operation() {
        return operation;
    }

    void ready(ReachabilityStatus reached) {
        readyAt = now;
        reachability = reached;
        operation = null;
    }

    /// The time to live in force, counted from when it became ready.
    void lifetime(Duration lifetime) {
        if (readyAt != null) {
            ttl = DurationText.format(lifetime);
            expiresAt = readyAt.plus(lifetime);
        }
    }

    void telemetry(TelemetryStatus taken) {
        telemetry = taken;
    }

    @Nullable
    TelemetryStatus telemetry() {
        return telemetry;
    }

    void endingBecause(EndReason why) {
        endReason = why;
        reachability = null;
        expiresAt = null;
    }

    void ended(EndReason why) {
        endReason = why;
        endedAt = now;
        operation = null;
        reachability = null;
        expiresAt = null;
    }

    /// Decides the conditions last, from all the rest.
    SandboxStatus finish(Standing standing, @Nullable Wish wish, @Nullable Long generation) {
        ConditionSet conditions = new ConditionSet(formerConditions, generation, now);
        SandboxConditions.conclude(conditions, standing);
        Recorded recorded = Recorded.from(status(null, List.of(), generation));
        if (wish != null) {
            Currency.conclude(conditions, recorded, wish);
        }
        SandboxState state = SandboxConditions.state(recorded.stage(), endReason);
        note(state, conditions);
        return status(state, conditions.toList(), generation);
    }

    private void note(SandboxState state, ConditionSet conditions) {
        if (state == formerState) {
            return;
        }
        long sequence = transitions.isEmpty() || transitions.getLast().sequence() == null
                ? 1
                : transitions.getLast().sequence() + 1;
        String reason = conditions
                .find(SandboxConditions.READY)
                .or(() -> conditions.find(SandboxConditions.FINISHED))
                .map(Condition::reason)
                .orElse("Requested");
        transitions.add(new LifecycleTransition(
                sequence,
                state,
                now,
                incarnation == 0 ? null : incarnation,
                reason,
                profile == null ? null : profile.id(),
                route == null ? null : route.extension(),
                route == null ? null : route.host()));
        if (transitions.size() > MOST_TRANSITIONS) {
            transitions.removeFirst();
        }
    }

    private SandboxStatus status(@Nullable SandboxState state, List<Condition> conditions, @Nullable Long generation) {
        return new SandboxStatus(
                state,
                conditions,
                generation,
                incarnation,
                sandboxId,
                profile,
                establishedFrom,
                route,
                readyAt,
                reachability,
                ttl,
                expiresAt,
                idleAt,
                lastActivityAt,
                consumer,
                telemetry,
                meter,
                operation,
                transitions,
                acknowledged,
                remains,
                endReason,
                endedAt);
    }
}
