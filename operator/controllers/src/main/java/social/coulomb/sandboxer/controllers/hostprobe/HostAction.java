package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Instant;

/// The one thing that a pass over a host does.
sealed interface HostAction {

    /// Look at the host.
    ///
    /// @param moved whether the spec points elsewhere while sandboxes are placed on it
    record Look(boolean moved, int failures) implements HostAction {}

    /// Something runs.
    ///
    /// @param cancel whether it is no longer wanted
    record Await(boolean cancel, Instant until) implements HostAction {}

    /// Write down what was found.
    record Conclude(Finding finding, Instant lookAgainAt) implements HostAction {}

    /// Sandboxes are still placed on a host that is to go.
    record Hold(int placed, Instant until) implements HostAction {}

    /// Take our mark off the host.
    record GiveBack() implements HostAction {}

    /// Nothing holds the object any more.
    record Release() implements HostAction {}
}
