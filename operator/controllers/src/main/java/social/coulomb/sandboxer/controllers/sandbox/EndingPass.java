package social.coulomb.sandboxer.controllers.sandbox;

import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoint;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// The actions that bring a sandbox to its end.
///
/// @param pass the pass that they are part of
record EndingPass(Pass pass) {

    StepOutcome<Sandbox> beginTeardown(EndReason why, Cause cause, boolean failsOver) {
        pass.reached(FaultPoint.END_DECIDED);
        pass.tools().ledger().cancel(pass.seen().uid());
        StatusDraft draft = pass.draft();
        if (failsOver && draft.route() != null) {
            draft.route(StatusParts.withFailures(draft.route(), withThisOne(cause)));
        }
        draft.endingBecause(why);
        draft.operation(StatusParts.beginning(OperationIntent.TEARDOWN, 1, pass.now()));
        Sandbox latest = pass.write(new Standing.Ending(why, cause));
        pass.reached(FaultPoint.TEARDOWN_RECORDED);
        pass.tell(
                isTrouble(why, failsOver) ? Severity.WARNING : Severity.NORMAL,
                word(why, cause, failsOver),
                cause.message());
        return Pass.goOn(latest);
    }

    private List<RouteFailure> withThisOne(Cause cause) {
        Recorded recorded = pass.seen().recorded();
        Recorded.Source source = recorded.source();
        List<RouteFailure> failures = new ArrayList<>(recorded.trail().failures());
        failures.add(new RouteFailure(
                source == null ? null : source.extension(),
                source == null ? null : source.host(),
                recorded.incarnation(),
                StatusParts.cut(cause.reason() + ": " + cause.message(), 512),
                recorded.attempt().begunAt()));
        return failures;
    }

    private static boolean isTrouble(EndReason why, boolean failsOver) {
        return failsOver || why == EndReason.FAILED;
    }

    private static String word(EndReason why, Cause cause, boolean failsOver) {
        if (failsOver) {
            return "FailingOver";
        }
        return switch (why) {
            case FAILED, EXPIRED, IDLE -> cause.reason();
            case REQUESTED, RECREATED, REAPED, HOST_LOST -> "Destroying";
        };
    }

    StepOutcome<Sandbox> tearDown(Workplace.Usable at, int attempt) {
        SandboxIntent intent = pass.intent(Kind.TEARDOWN, attempt);
        pass.tools()
                .ledger()
                .start(pass.tools()
                        .operations()
                        .tearDown(pass.sandbox(), at, pass.seen().work().recipe(), intent));
        return SandboxActor.again(Pass.WATCH_INTERVAL);
    }

    StepOutcome<Sandbox> end(SandboxAction.End end) {
        StatusDraft draft = pass.draft();
        if (pass.seen().recorded().stage() == Stage.NOTHING_MADE) {
            int unbegun = pass.seen().recorded().incarnation() + 1;
            draft.callOff(
                    unbegun,
                    pass.tools().operations().identity(pass.sandbox(), unbegun).sandboxId());
        }
        if (draft.isUnbegun()) {
            draft.basedOn(pass.seen().wish());
        }
        if (end.delta() != null) {
            draft.telemetry(StatusParts.withDestroyDelta(draft.telemetry(), end.delta()));
        }
        draft.ended(end.why());
        Sandbox latest = pass.write(new Standing.Ended(end.why(), end.failure()));
        pass.reached(FaultPoint.END_RECORDED);
        leave();
        pass.tell(Severity.NORMAL, "Destroyed", "Nothing of it is left.");
        return Pass.goOn(latest);
    }

    StepOutcome<Sandbox> deleteRecord() {
        Sandbox sandbox = pass.sandbox();
        pass.context()
                .getClient()
                .resource(sandbox)
                .lockResourceVersion(sandbox.getMetadata().getResourceVersion())
                .delete();
        return SandboxActor.again(SandboxPlanner.SAFETY_INTERVAL);
    }

    StepOutcome<Sandbox> release() {
        if (pass.seen().recorded().stage() == Stage.DESTROYING) {
            pass.tell(Severity.NORMAL, "Destroyed", "Nothing of it is left.");
        }
        pass.tools().outlet().herald().bidFarewell(pass.sandbox());
        pass.reached(FaultPoint.RELEASING);
        leave();
        return new StepOutcome.Gone<>();
    }

    /// What still runs is not wanted, and its place is free for others.
    private void leave() {
        pass.tools().ledger().cancel(pass.seen().uid());
        pass.tools().ledger().forget(pass.seen().uid());
        SandboxActor.Neighbours neighbours = pass.tools().neighbours();
        Recorded.Source source = pass.seen().recorded().source();
        neighbours.room().leave(pass.sandbox(), source == null ? null : source.host());
        neighbours.line().moveUp(pass.sandbox().getMetadata().getNamespace());
    }
}
