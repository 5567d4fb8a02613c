package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.BeginTeardown;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.crds.sandbox.EndReason;

/// Whether what the user wants now ends the incarnation on record. Pure.
final class ChangeOfMind {

    private ChangeOfMind() {}

    /// @param sourceCounts whether a changed profile, input, host or route ends it too
    static @Nullable BeginTeardown in(ObservedSandbox seen, boolean sourceCounts) {
        Wish wish = seen.wish();
        return switch (wish.existence()) {
            case DELETED -> BeginTeardown.of(EndReason.REQUESTED, new Cause("Deleted", "The object is being deleted."));
            case NOT_WANTED ->
                BeginTeardown.of(EndReason.REQUESTED, new Cause("Requested", "spec.operatingMode is Destroyed."));
            case WANTED -> {
                if (!isAnotherAskedFor(seen.recorded(), wish, sourceCounts)) {
                    yield null;
                }
                yield BeginTeardown.of(
                        EndReason.RECREATED,
                        seen.recorded().hasActedOnRecreateOf(wish)
                                ? new Cause("SpecChanged", "The profile, an input, the host or the route has changed.")
                                : new Cause("Recreated", "spec.recreate has changed."));
            }
        };
    }

    /// Whether another incarnation is to take the place of the one on record.
    static boolean isAnotherAskedFor(Recorded recorded, Wish wish, boolean sourceCounts) {
        return !recorded.hasActedOnRecreateOf(wish) || (sourceCounts && !recorded.wasMadeFrom(wish));
    }
}
