package social.coulomb.sandboxer.controllers.placement;

import java.util.Set;

/// A host as those see it who want to place something on it.
///
/// @param name the HostProbe's name
/// @param availability whether something new may be placed on it
/// @param allowedNamespaces whose sandboxes it takes; empty means all
/// @param limits how much it takes
public record HostOffer(String name, Availability availability, Set<String> allowedNamespaces, Limits limits) {

    public HostOffer {
        allowedNamespaces = Set.copyOf(allowedNamespaces);
    }

    public boolean takesFrom(String namespace) {
        return allowedNamespaces.isEmpty() || allowedNamespaces.contains(namespace);
    }

    /// Whether something new may be placed on the host.
    public sealed interface Availability {

        record Available() implements Availability {}

        /// Not now; it may pass by itself or by a user's doing.
        record Unavailable(String reason, String message) implements Availability {}

        /// Given up: what was on it counts as lost.
        record Abandoned() implements Availability {}
    }

    /// @param maxSandboxes how many may be placed there at once
    /// @param maxConcurrentOperations how many operations may run there at once
    public record Limits(int maxSandboxes, int maxConcurrentOperations) {}
}
