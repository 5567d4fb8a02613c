package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.activity.UseLease;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoint;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxActor.Outlet;
import social.coulomb.sandboxer.controllers.sandbox.SandboxActor.Tools;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// One pass over one object: what every action needs, and the actions of every stage.
final class Pass {

    static final Duration WATCH_INTERVAL = Duration.ofSeconds(30);
    private static final Duration PROGRESS_AFTER = Duration.ofSeconds(25);

    private final Tools tools;
    private final ObservedSandbox seen;
    private final Sandbox sandbox;
    private final Context<Sandbox> context;
    private final Instant now;
    private final StatusDraft draft;

    Pass(Tools tools, ObservedSandbox seen, Sandbox sandbox, Context<Sandbox> context, Instant now) {
        this.tools = tools;
        this.seen = seen;
        this.sandbox = sandbox;
        this.context = context;
        this.now = now;
        this.draft = new StatusDraft(sandbox.getStatus(), now);
    }

    Tools tools() {
        return tools;
    }

    ObservedSandbox seen() {
        return seen;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Context<Sandbox> context() {
        return context;
    }

    Instant now() {
        return now;
    }

    StatusDraft draft() {
        return draft;
    }

    StepOutcome<Sandbox> look(Workplace.Usable at) {
        tools.ledger().start(tools.operations().look(sandbox, at, intent(Kind.OBSERVE, 1)));
        return SandboxActor.again(WATCH_INTERVAL);
    }

    StepOutcome<Sandbox> looked(SandboxAction.ConcludeLook look) {
        return keep(new Standing.Seen(Looks.reach(look.outcome())), look.lookAgainAt());
    }

    StepOutcome<Sandbox> settle(Instant until) {
        return keep(seen.obstacle() == null ? new Standing.Settled() : new Standing.Unchanged(), until);
    }

    private StepOutcome<Sandbox> keep(Standing standing, Instant until) {
        refresh();
        Recipe.Unrouted obstacle = seen.obstacle();
        if (write(standing) != sandbox && obstacle != null && isNews(Currency.cause(obstacle))) {
            tell(Severity.WARNING, Currency.HELD_BACK, Currency.cause(obstacle).message());
        }
        return until(until);
    }

    StepOutcome<Sandbox> await(boolean cancel, Instant until) {
        if (cancel) {
            tools.ledger().cancel(seen.uid());
        }
        OperationRecord<SandboxIntent, SandboxResult> running = seen.work().operation();
        OperationStatus operation = draft.operation();
        if (running != null && operation != null && isWorthTelling(running)) {
            draft.operation(StatusParts.saying(operation, operation.attempt(), running.message()));
            write(new Standing.Unchanged());
        }
        return until(until);
    }

    StepOutcome<Sandbox> pause(SandboxAction.Pause pause) {
        OperationStatus operation = draft.operation();
        if (operation != null) {
            draft.operation(
                    StatusParts.saying(operation, pause.attempt(), pause.cause().message()));
        }
        Standing standing = seen.recorded().stage() == Stage.DESTROYING
                ? new Standing.EndingDisturbed(pause.cause(), pause.stuck())
                : new Standing.EstablishingDisturbed(pause.cause());
        if (write(standing) != sandbox && isNews(pause.cause())) {
            tell(Severity.WARNING, pause.cause().reason(), pause.cause().message());
        }
        return until(pause.until());
    }

    /// Takes up what changes by itself while a sandbox lives: its time to live and its use.
    ///
    /// What has ended keeps what is on record, and so does a deleted object: its spec is not read any more.
    void refresh() {
        if (seen.recorded().isEstablished() && seen.wish().existence() != Wish.Existence.DELETED) {
            refreshLifetime();
            draft.use(use());
        }
    }

    void refreshLifetime() {
        Profile profile = profileInUse();
        if (profile != null) {
            draft.lifetime(Deadlines.lifetime(seen.wish().policies().ttl(), profile.ttl()));
        }
    }

    /// To become ready is the first sign of use.
    StatusDraft.Use firstUse() {
        Duration timeout = Deadlines.idleTimeout(seen);
        return new StatusDraft.Use(null, now, timeout == null ? null : now.plus(timeout));
    }

    private StatusDraft.Use use() {
        UseLease lease = seen.outward().use();
        if (lease != null && lease.isFresh(now)) {
            Instant lastAt = seen.subject().changed()
                    ? now
                    : seen.recorded().times().usage().lastAt();
            return new StatusDraft.Use(lease.holder(), lastAt, null);
        }
        return new StatusDraft.Use(
                null,
                Activity.lastAt(seen, now).orElse(null),
                Deadlines.ofIdleness(seen, now).orElse(null));
    }

    @Nullable
    Profile profileInUse() {
        return seen.work().recipe() == null ? null : seen.work().recipe().value();
    }

    /// @return the object as it is recorded now; the one that was seen when nothing was written
    Sandbox write(Standing standing) {
        Outlet outlet = tools.outlet();
        if (isWorthAcknowledging(standing)) {
            draft.acknowledge(outlet.herald().acknowledged(sandbox));
        }
        Currency currency = new Currency(seen.wish(), seen.obstacle());
        SandboxStatus next =
                draft.finish(standing, currency, sandbox.getMetadata().getGeneration());
        return outlet.record(sandbox, next, context);
    }

    /// What was told is put on record with what is written anyway, and with a write of its own only at the end.
    private boolean isWorthAcknowledging(Standing standing) {
        boolean isNothingNew = standing instanceof Standing.Unchanged || standing instanceof Standing.Settled;
        return !isNothingNew || seen.recorded().stage() == Stage.ENDED;
    }

    /// Whether something else than before stands in the way; that it is told in other words is no news.
    boolean isNews(Cause cause) {
        return sandbox.getStatus() == null
                || sandbox.getStatus().conditions().stream()
                        .noneMatch(condition -> condition.reason().equals(cause.reason()));
    }

    SandboxIntent intent(Kind kind, int attempt) {
        return new SandboxIntent(kind, seen.recorded().incarnation(), attempt);
    }

    void reached(FaultPoint point) {
        tools.faults().reached(point);
    }

    void tell(Severity severity, String reason, String message) {
        tools.outlet()
                .events()
                .report(
                        sandbox,
                        severity,
                        reason,
                        message,
                        tools.neighbours().tenancy().selectors(sandbox));
    }

    StepOutcome<Sandbox> until(Instant moment) {
        return SandboxActor.again(Duration.between(now, moment));
    }

    static StepOutcome<Sandbox> goOn(Sandbox latest) {
        return new StepOutcome.GoOn<>(latest);
    }

    /// Short operations cost no writes for what they say.
    private boolean isWorthTelling(OperationRecord<SandboxIntent, SandboxResult> running) {
        return !running.message().isEmpty() && running.hasRunFor(PROGRESS_AFTER, now);
    }
}
