package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import social.coulomb.sandboxer.controllers.catalog.RecipeArchive;
import social.coulomb.sandboxer.controllers.events.EventReporter;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoints;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.StatusWriter;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Carries out what was planned: records first what it is about to do, then does it.
final class SandboxActor {

    private static final StatusWriter<Sandbox, SandboxStatus> STATUS = new StatusWriter<>(Sandbox::new);

    private final Tools tools;

    SandboxActor(Tools tools) {
        this.tools = tools;
    }

    /// What passes act with.
    ///
    /// @param recipes keeps what incarnations are made from
    record Tools(
            SandboxOperations operations,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            RecipeArchive recipes,
            Neighbours neighbours,
            Outlet outlet,
            FaultPoints faults,
            Clock clock) {}

    /// What sandboxes share.
    ///
    /// @param line who waits for a place
    record Neighbours(Tenancy tenancy, Room room, WaitingLine line) {}

    /// Who is told of what happens.
    record Outlet(EventReporter events, Herald herald, LifecycleMeters meters) {

        /// Writes a status, with what it leaves no room for saved before, and its steps counted after.
        ///
        /// @return the object as it is recorded now; the same one when nothing was written
        /// @throws social.coulomb.sandboxer.controllers.reconcile.StatusConflict when the object has changed
        /// meanwhile
        Sandbox record(Sandbox sandbox, SandboxStatus next, Context<Sandbox> context) {
            herald.saveBefore(sandbox, next);
            Sandbox latest = STATUS.write(sandbox, next, context);
            if (latest != sandbox) {
                meters.count(sandbox.getStatus(), next);
            }
            return latest;
        }
    }

    /// @throws social.coulomb.sandboxer.controllers.reconcile.StatusConflict when the object has changed
    /// meanwhile
    StepOutcome<Sandbox> carryOut(
            SandboxAction action, ObservedSandbox seen, Sandbox sandbox, Context<Sandbox> context) {
        Pass pass = new Pass(tools, seen, sandbox, context, tools.clock().instant());
        return switch (action) {
            case SandboxAction.Hesitate(var until) -> pass.until(until);
            case SandboxAction.Await(boolean cancel, var until) -> pass.await(cancel, until);
            case SandboxAction.Pause pause -> pass.pause(pause);
            case SandboxAction.Settle(var until) -> pass.settle(until);
            case SandboxAction.Begin begin -> new EstablishingPass(pass).begin(begin);
            case SandboxAction.StayUnrouted(Recipe.Unrouted recipe) -> new EstablishingPass(pass).stayUnrouted(recipe);
            case SandboxAction.Provision(Workplace.Usable at, int attempt) ->
                new EstablishingPass(pass).provision(at, attempt);
            case SandboxAction.ConcludeEstablished(SandboxResult.Established result) ->
                new EstablishingPass(pass).established(result);
            case SandboxAction.Look(Workplace.Usable at) -> pass.look(at);
            case SandboxAction.ConcludeLook look -> pass.looked(look);
            case SandboxAction.TearDown(Workplace.Usable at, int attempt) -> new EndingPass(pass).tearDown(at, attempt);
            case SandboxAction.BeginTeardown(EndReason why, Cause cause, boolean failsOver) ->
                new EndingPass(pass).beginTeardown(why, cause, failsOver);
            case SandboxAction.LeaveBehind leaving -> new EstablishingPass(pass).leaveBehind(leaving);
            case SandboxAction.End end -> new EndingPass(pass).end(end);
            case SandboxAction.DeleteRecord deleteRecord -> new EndingPass(pass).deleteRecord();
            case SandboxAction.Release release -> new EndingPass(pass).release();
        };
    }

    /// Says what is wrong with a spec that nothing can be done with; what exists stays as it is.
    StepOutcome<Sandbox> stall(Sandbox sandbox, Cause cause, Context<Sandbox> context) {
        SandboxStatus status = new StatusDraft(
                        sandbox.getStatus(), tools.clock().instant())
                .finish(
                        new Standing.SpecInvalid(cause),
                        null,
                        sandbox.getMetadata().getGeneration());
        if (tools.outlet().record(sandbox, status, context) != sandbox) {
            tools.outlet().events().report(sandbox, Severity.WARNING, cause.reason(), cause.message());
        }
        return again(SandboxPlanner.SAFETY_INTERVAL);
    }

    static StepOutcome<Sandbox> again(Duration after) {
        return new StepOutcome.LookAgain<>(after);
    }
}
