package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import social.coulomb.sandboxer.controllers.events.EventReporter.Severity;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoint;
import social.coulomb.sandboxer.controllers.reconcile.StepOutcome;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// The actions that bring a sandbox to where it can be reached.
///
/// @param pass the pass that they are part of
record EstablishingPass(Pass pass) {

    private static final Duration NO_ROOM_PAUSE = Duration.ofMillis(500);

    StepOutcome<Sandbox> begin(SandboxAction.Begin begin) {
        if (!claims(begin.recipe())) {
            return SandboxActor.again(NO_ROOM_PAUSE);
        }
        pass.reached(FaultPoint.ROUTED);
        Sandbox latest = recordIntent(begin.incarnation(), begin.recipe());
        pass.reached(FaultPoint.INTENT_RECORDED);
        return Pass.goOn(latest);
    }

    /// Others may have taken the last place since the route was chosen: the next look finds another, or says so.
    private boolean claims(Recipe.Routed recipe) {
        return pass.tools()
                .neighbours()
                .room()
                .claim(pass.sandbox(), recipe.route().host());
    }

    /// The next incarnation begins elsewhere, and what the former one left is hunted from now on.
    StepOutcome<Sandbox> leaveBehind(SandboxAction.LeaveBehind leaving) {
        if (!claims(leaving.recipe())) {
            return SandboxActor.again(NO_ROOM_PAUSE);
        }
        pass.tools().ledger().cancel(pass.seen().uid());
        String former = pass.draft().leaveBehind("Its place was away when the next incarnation was begun.");
        Sandbox latest = recordIntent(leaving.incarnation(), leaving.recipe());
        pass.reached(FaultPoint.REMAINS_RECORDED);
        pass.tell(
                Severity.WARNING,
                "RemainsLeft",
                "What is left of " + former + " is removed as soon as its place is back; a new one is made elsewhere.");
        return Pass.goOn(latest);
    }

    private Sandbox recordIntent(int incarnation, Recipe.Routed recipe) {
        ObservedSandbox seen = pass.seen();
        StatusDraft draft = pass.draft();
        RouteVerdict.Chosen route = recipe.route();
        boolean goesOn = seen.recorded().goesOnElsewhere(seen.wish());
        List<RouteFailure> failures = goesOn ? seen.recorded().trail().failures() : List.of();
        String id =
                pass.tools().operations().identity(pass.sandbox(), incarnation).sandboxId();
        draft.begin(incarnation, id);
        draft.profile(StatusParts.profile(recipe.profile()));
        draft.route(StatusParts.route(route, failures, pass.now()));
        draft.consumer(pass.tools().neighbours().tenancy().consumer(pass.sandbox()));
        draft.basedOn(seen.wish());
        draft.operation(StatusParts.beginning(OperationIntent.PROVISION, 1, pass.now()));
        String chosen = route.host() == null ? route.extension() : route.extension() + " on " + route.host();
        Sandbox latest = recordOrGiveBack(recipe, chosen);
        pass.tell(Severity.NORMAL, "Provisioning", "Sandbox " + id + " is being made by " + chosen + ".");
        return latest;
    }

    /// The recipe is kept before anything says that it is used.
    private Sandbox recordOrGiveBack(Recipe.Routed recipe, String chosen) {
        boolean recorded = false;
        try {
            pass.tools().recipes().ensure(recipe.profile());
            Sandbox latest = pass.write(new Standing.Establishing(chosen));
            recorded = true;
            return latest;
        } finally {
            if (!recorded) {
                pass.tools().neighbours().room().giveBack(pass.sandbox());
            }
        }
    }

    StepOutcome<Sandbox> stayUnrouted(Recipe.Unrouted recipe) {
        StatusDraft draft = pass.draft();
        draft.clearPast();
        draft.route(StatusParts.undecided(recipe.candidates()));
        draft.consumer(pass.tools().neighbours().tenancy().consumer(pass.sandbox()));
        Cause cause = new Cause(recipe.reason(), recipe.message());
        if (pass.write(new Standing.Unrouted(cause, recipe.isStalled())) != pass.sandbox() && pass.isNews(cause)) {
            pass.tell(recipe.isQueued() ? Severity.NORMAL : Severity.WARNING, cause.reason(), cause.message());
        }
        return SandboxActor.again(SandboxPlanner.UNROUTED_INTERVAL);
    }

    StepOutcome<Sandbox> provision(Workplace.Usable at, int attempt) {
        ObservedSandbox seen = pass.seen();
        Instant deadline =
                Deadlines.ofEstablishing(seen.recorded(), seen.wish()).orElse(pass.now());
        CatalogEntry<Profile> profile = seen.work().recipe();
        if (profile != null) {
            SandboxIntent intent = pass.intent(Kind.PROVISION, attempt);
            pass.tools()
                    .ledger()
                    .start(pass.tools().operations().provision(pass.sandbox(), at, profile, intent, deadline));
        }
        return pass.until(SandboxPlanner.earlier(pass.now().plus(Pass.WATCH_INTERVAL), deadline));
    }

    StepOutcome<Sandbox> established(SandboxResult.Established result) {
        StatusDraft draft = pass.draft();
        Profile profile = pass.profileInUse();
        draft.ready(StatusParts.reachability(
                result.provisioned().reachability(),
                pass.tools().neighbours().tenancy().tunnel(),
                profile == null ? null : profile.reachability()));
        pass.refreshLifetime();
        draft.use(pass.firstUse());
        if (result.report() != null) {
            draft.telemetry(StatusParts.telemetry(result.report()));
        }
        Sandbox latest =
                pass.write(new Standing.Established(result.provisioned().unenforced()));
        pass.reached(FaultPoint.READY_RECORDED);
        pass.tools().ledger().forget(pass.seen().uid());
        pass.tell(Severity.NORMAL, "Ready", "It can be reached.");
        return Pass.goOn(latest);
    }
}
