package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.events.EventReporter;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.StatusWriter;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Carries out what was planned: records first what it is about to do, then does it.
final class SandboxActor {

    private static final StatusWriter<Sandbox, SandboxStatus> STATUS = new StatusWriter<>(Sandbox::new);
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(30);
    private static final Duration PROGRESS_AFTER = Duration.ofSeconds(25);

    private final SandboxOperations operations;
    private final OperationLedger<SandboxIntent, SandboxResult> ledger;
    private final EventReporter events;
    private final Clock clock;

    SandboxActor(
            SandboxOperations operations,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            EventReporter events,
            Clock clock) {
        this.operations = operations;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// @throws social.coulomb.sandboxer.controllers.reconcile.StatusConflict when the object has changed
    /// meanwhile
    StepOutcome<Sandbox> carryOut(
            SandboxAction action, ObservedSandbox seen, Sandbox sandbox, Context<Sandbox> context) {
        Pass pass = new Pass(seen, sandbox, context, clock.instant());
        return switch (action) {
            case SandboxAction.Begin begin -> pass.begin(begin);
            case SandboxAction.Hesitate(Instant until) -> pass.until(until);
            case SandboxAction.StayUnrouted(Recipe.Unrouted recipe) -> pass.stayUnrouted(recipe);
            case SandboxAction.Provision(Workplace.Usable at, int attempt) -> pass.provision(at, attempt);
            case SandboxAction.TearDown(Workplace.Usable at, int attempt) -> pass.tearDown(at, attempt);
            case SandboxAction.Look(Workplace.Usable at) -> pass.look(at);
            case SandboxAction.Await(boolean cancel, Instant until) -> pass.await(cancel, until);
            case SandboxAction.Pause pause -> pass.pause(pause);
            case SandboxAction.BeginTeardown(EndReason why, Cause cause) -> pass.beginTeardown(why, cause);
            case SandboxAction.ConcludeEstablished(SandboxResult.Established result) -> pass.established(result);
            case SandboxAction.ConcludeLook look -> pass.looked(look);
            case SandboxAction.End end -> pass.end(end);
            case SandboxAction.Settle(Instant until) -> pass.settle(until);
            case SandboxAction.DeleteRecord deleteRecord -> pass.deleteRecord();
            case SandboxAction.Release release -> pass.release();
        };
    }

    /// Says what is wrong with a spec that nothing can be done with; what exists stays as it is.
    StepOutcome<Sandbox> stall(Sandbox sandbox, Cause cause, Context<Sandbox> context) {
        SandboxStatus status = new StatusDraft(sandbox.getStatus(), clock.instant())
                .finish(
                        new Standing.SpecInvalid(cause),
                        null,
                        sandbox.getMetadata().getGeneration());
        if (STATUS.write(sandbox, status, context) != sandbox) {
            events.report(sandbox, Severity.WARNING, cause.reason(), cause.message());
        }
        return again(SandboxPlanner.SAFETY_INTERVAL);
    }

    /// One pass over one object.
    private final class Pass {
        private final ObservedSandbox seen;
        private final Sandbox sandbox;
        private final Context<Sandbox> context;
        private final Instant now;
        private final StatusDraft draft;

        Pass(ObservedSandbox seen, Sandbox sandbox, Context<Sandbox> context, Instant now) {
            this.seen = seen;
            this.sandbox = sandbox;
            this.context = context;
            this.now = now;
            this.draft = new StatusDraft(sandbox.getStatus(), now);
        }

        StepOutcome<Sandbox> begin(SandboxAction.Begin begin) {
            RouteVerdict.Chosen route = begin.recipe().route();
            String id = operations.identity(sandbox, begin.incarnation()).sandboxId();
            draft.begin(begin.incarnation(), id);
            draft.profile(StatusParts.profile(begin.recipe().profile()));
            draft.route(StatusParts.route(route, now));
            draft.basedOn(seen.wish());
            draft.operation(StatusParts.beginning(OperationIntent.PROVISION, 1, now));
            String chosen = route.host() == null ? route.extension() : route.extension() + " on " + route.host();
            Sandbox latest = write(new Standing.Establishing(chosen));
            tell(Severity.NORMAL, "Provisioning", "Sandbox " + id + " is being made by " + chosen + ".");
            return goOn(latest);
        }

        StepOutcome<Sandbox> stayUnrouted(Recipe.Unrouted recipe) {
            draft.clearPast();
            draft.route(StatusParts.undecided(recipe.candidates()));
            Cause cause = new Cause(recipe.reason(), recipe.message());
            if (changes(write(new Standing.Unrouted(cause, recipe.stalled())))) {
                tell(Severity.WARNING, cause.reason(), cause.message());
            }
            return again(SandboxPlanner.UNROUTED_INTERVAL);
        }

        StepOutcome<Sandbox> provision(Workplace.Usable at, int attempt) {
            Instant deadline =
                    Deadlines.ofEstablishing(seen.recorded(), seen.wish()).orElse(now);
            CatalogEntry<Profile> profile = at.profile();
            if (profile != null) {
                ledger.start(operations.provision(sandbox, at, profile, intent(Kind.PROVISION, attempt), deadline));
            }
            Instant usual = now.plus(WATCH_INTERVAL);
            return until(usual.isBefore(deadline) ? usual : deadline);
        }

        StepOutcome<Sandbox> tearDown(Workplace.Usable at, int attempt) {
            ledger.start(operations.tearDown(sandbox, at, intent(Kind.TEARDOWN, attempt)));
            return again(WATCH_INTERVAL);
        }

        StepOutcome<Sandbox> look(Workplace.Usable at) {
            ledger.start(operations.look(sandbox, at, intent(Kind.OBSERVE, 1)));
            return again(WATCH_INTERVAL);
        }

        StepOutcome<Sandbox> await(boolean cancel, Instant until) {
            if (cancel) {
                ledger.cancel(seen.uid());
            }
            OperationRecord<SandboxIntent, SandboxResult> running = seen.operation();
            OperationStatus operation = draft.operation();
            if (running != null && operation != null && isWorthTelling(running, now)) {
                draft.operation(StatusParts.saying(operation, operation.attempt(), running.message()));
                write(new Standing.Unchanged());
            }
            return until(until);
        }

        StepOutcome<Sandbox> pause(SandboxAction.Pause pause) {
            OperationStatus operation = draft.operation();
            if (operation != null) {
                draft.operation(StatusParts.saying(
                        operation, pause.attempt(), pause.cause().message()));
            }
            Standing standing = seen.recorded().stage() == Stage.DESTROYING
                    ? new Standing.EndingDisturbed(pause.cause(), pause.stuck())
                    : new Standing.EstablishingDisturbed(pause.cause());
            if (changes(write(standing))) {
                tell(Severity.WARNING, pause.cause().reason(), pause.cause().message());
            }
            return until(pause.until());
        }

        StepOutcome<Sandbox> beginTeardown(EndReason why, Cause cause) {
            ledger.cancel(seen.uid());
            draft.endingBecause(why);
            draft.operation(StatusParts.beginning(OperationIntent.TEARDOWN, 1, now));
            Sandbox latest = write(new Standing.Ending(why, cause));
            boolean failed = why == EndReason.FAILED;
            tell(failed ? Severity.WARNING : Severity.NORMAL, failed ? cause.reason() : "Destroying", cause.message());
            return goOn(latest);
        }

        StepOutcome<Sandbox> established(SandboxResult.Established result) {
            Profile profile = profileInUse();
            draft.ready(StatusParts.reachability(
                    result.provisioned().reachability(), profile == null ? null : profile.reachability()));
            refreshLifetime();
            if (result.report() != null) {
                draft.telemetry(StatusParts.telemetry(result.report()));
            }
            Sandbox latest = write(new Standing.Established(result.provisioned().unenforced()));
            ledger.forget(seen.uid());
            tell(Severity.NORMAL, "Ready", "It can be reached.");
            return goOn(latest);
        }

        StepOutcome<Sandbox> looked(SandboxAction.ConcludeLook look) {
            refreshLifetime();
            write(new Standing.Seen(Looks.reach(look.outcome())));
            return until(look.lookAgainAt());
        }

        StepOutcome<Sandbox> end(SandboxAction.End end) {
            if (draft.isUnbegun()) {
                draft.basedOn(seen.wish());
            }
            if (end.delta() != null) {
                draft.telemetry(StatusParts.withDestroyDelta(draft.telemetry(), end.delta()));
            }
            draft.ended(end.why());
            Sandbox latest = write(new Standing.Ended(end.why()));
            ledger.forget(seen.uid());
            tell(Severity.NORMAL, "Destroyed", "Nothing of it is left.");
            return goOn(latest);
        }

        StepOutcome<Sandbox> settle(Instant until) {
            refreshLifetime();
            write(new Standing.Unchanged());
            return until(until);
        }

        StepOutcome<Sandbox> deleteRecord() {
            context.getClient()
                    .resource(sandbox)
                    .lockResourceVersion(sandbox.getMetadata().getResourceVersion())
                    .delete();
            return again(SandboxPlanner.SAFETY_INTERVAL);
        }

        StepOutcome<Sandbox> release() {
            if (seen.recorded().stage() == Stage.DESTROYING) {
                tell(Severity.NORMAL, "Destroyed", "Nothing of it is left.");
            }
            ledger.forget(seen.uid());
            return new StepOutcome.Gone<>();
        }

        private void refreshLifetime() {
            Profile profile = profileInUse();
            if (profile != null) {
                draft.lifetime(Deadlines.lifetime(seen.wish().policies().ttl(), profile.ttl()));
            }
        }

        private @Nullable Profile profileInUse() {
            return seen.workplace() instanceof Workplace.Usable usable && usable.profile() != null
                    ? usable.profile().value()
                    : null;
        }

        private boolean changes(Sandbox latest) {
            return latest != sandbox;
        }

        private StepOutcome<Sandbox> goOn(Sandbox latest) {
            return new StepOutcome.GoOn<>(latest);
        }

        private Sandbox write(Standing standing) {
            return STATUS.write(
                    sandbox,
                    draft.finish(standing, seen.wish(), sandbox.getMetadata().getGeneration()),
                    context);
        }

        private SandboxIntent intent(Kind kind, int attempt) {
            return new SandboxIntent(kind, seen.recorded().incarnation(), attempt);
        }

        private void tell(Severity severity, String reason, String message) {
            events.report(sandbox, severity, reason, message);
        }

        private StepOutcome<Sandbox> until(Instant moment) {
            return again(Duration.between(now, moment));
        }
    }

    /// Short operations cost no writes for what they say.
    private static boolean isWorthTelling(OperationRecord<SandboxIntent, SandboxResult> running, Instant now) {
        return !running.message().isEmpty() && !now.isBefore(running.startedAt().plus(PROGRESS_AFTER));
    }

    private static StepOutcome<Sandbox> again(Duration after) {
        return new StepOutcome.LookAgain<>(after);
    }
}
