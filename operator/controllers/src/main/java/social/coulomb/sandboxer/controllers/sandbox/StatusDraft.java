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

    private final List<Condition> formerConditions;
    private final List<LifecycleTransition> formerTransitions;
    private final Transitions.Point former;
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
    private @Nullable Use use;
    private @Nullable Long acknowledged;
    private List<Remains> remains;
    private @Nullable TelemetryStatus telemetry;
    private @Nullable OperationStatus operation;
    private @Nullable EndReason endReason;
    private @Nullable Instant endedAt;

    /// What is known of an established sandbox's use.
    ///
    /// @param holder who uses it now; null when nobody does
    /// @param lastAt when it was last known to be used
    /// @param idleAt when it counts as idle; null when it never does
    record Use(
            @Nullable String holder,
            @Nullable Instant lastAt,
            @Nullable Instant idleAt) {}

    StatusDraft(@Nullable SandboxStatus onRecord, Instant now) {
        SandboxStatus status = onRecord == null ? StatusParts.NOTHING : onRecord;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        formerConditions = status.conditions();
        formerTransitions = status.transitions();
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
        former = point(status.state(), Recorded.from(status).stage());
    }

    /// A new incarnation: everything about the former one goes.
    void begin(int newIncarnation, String newSandboxId) {
        incarnation = newIncarnation;
        sandboxId = newSandboxId;
        clearPast();
    }

    /// The present incarnation becomes one whose remains are hunted.
    ///
    /// @param why it cannot be removed now
    ///
    /// @return its id
    String leaveBehind(String why) {
        List<Remains> longer = new ArrayList<>(remains);
        longer.add(new Remains(
                incarnation,
                sandboxId,
                route == null ? null : route.extension(),
                route == null ? null : route.host(),
                now,
                StatusParts.cut(why, 512)));
        remains = List.copyOf(longer);
        return String.valueOf(sandboxId);
    }

    /// Nothing is left of that incarnation.
    void proveGone(int gone) {
        remains = remains.stream().filter(each -> each.incarnation() != gone).toList();
    }

    /// Who asked, with what is configured where the user said nothing.
    void consumer(@Nullable Consumer effective) {
        consumer = effective;
    }

    void use(Use known) {
        use = known;
        lastActivityAt = known.lastAt() == null ? null : known.lastAt().truncatedTo(ChronoUnit.SECONDS);
        idleAt = known.idleAt() == null ? null : known.idleAt().truncatedTo(ChronoUnit.SECONDS);
    }

    /// The lifecycle events up to that one were taken.
    void acknowledge(long sequence) {
        if (sequence > (acknowledged == null ? 0 : acknowledged)) {
            acknowledged = sequence;
        }
    }

    /// An incarnation that was waited for will never be: nobody else gets its number.
    void callOff(int unbegun, String itsSandboxId) {
        incarnation = unbegun;
        sandboxId = itsSandboxId;
    }

    /// Forgets what is only true of an incarnation.
    void clearPast() {
        profile = null;
        route = null;
        readyAt = null;
        reachability = null;
        ttl = null;
        expiresAt = null;
        idleAt = null;
        lastActivityAt = null;
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

    @Nullable
    RouteStatus route() {
        return route;
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
        idleAt = null;
    }

    void ended(EndReason why) {
        endReason = why;
        endedAt = now;
        operation = null;
        reachability = null;
        expiresAt = null;
        idleAt = null;
    }

    /// Decides the conditions last, from all the rest.
    SandboxStatus finish(Standing standing, @Nullable Currency currency, @Nullable Long generation) {
        ConditionSet conditions = new ConditionSet(formerConditions, generation, now);
        SandboxConditions.conclude(conditions, standing);
        if (use != null) {
            SandboxConditions.used(conditions, use.holder());
        }
        Recorded recorded = Recorded.from(status(null, conditions.toList(), formerTransitions, generation));
        if (currency != null) {
            currency.conclude(conditions, recorded);
        }
        SandboxState state = SandboxConditions.state(recorded);
        return status(state, conditions.toList(), transitions(point(state, recorded.stage()), conditions), generation);
    }

    private Transitions.Point point(@Nullable SandboxState state, Stage stage) {
        return new Transitions.Point(
                state,
                stage,
                incarnation,
                endReason,
                new Transitions.Place(
                        profile == null ? null : profile.id(),
                        route == null ? null : route.extension(),
                        route == null ? null : route.host()),
                remains);
    }

    private List<LifecycleTransition> transitions(Transitions.Point present, ConditionSet conditions) {
        String reason = conditions
                .find(SandboxConditions.READY)
                .or(() -> conditions.find(SandboxConditions.FINISHED))
                .map(Condition::reason)
                .orElse("Requested");
        return Transitions.after(formerTransitions, former, present, reason, now);
    }

    private SandboxStatus status(
            @Nullable SandboxState state,
            List<Condition> conditions,
            List<LifecycleTransition> transitions,
            @Nullable Long generation) {
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
