package social.coulomb.sandboxer.controllers.sandbox;

import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;

/// What a look at an established sandbox means. Pure.
final class Looks {

    private Looks() {}

    /// A failed look is unknown, whatever it failed from.
    static Standing.Reach reach(Outcome<SandboxResult> outcome) {
        return switch (outcome) {
            case Outcome.Failed<SandboxResult>(ExtensionFailure failure) ->
                new Standing.Reach.Unknown(new Cause(failure.reason(), String.valueOf(failure.getMessage())));
            case Outcome.Done<SandboxResult>(SandboxResult.Observed(Observation observation)) -> reach(observation);
            case Outcome.Done<SandboxResult> other -> new Standing.Reach.Reachable();
        };
    }

    private static Standing.Reach reach(Observation observation) {
        return switch (observation) {
            case Observation.Running running -> new Standing.Reach.Reachable();
            case Observation.Partial partial -> new Standing.Reach.Broken(String.join(" ", partial.findings()));
            case Observation.Absent absent -> new Standing.Reach.Broken("Nothing of it is there.");
        };
    }
}
