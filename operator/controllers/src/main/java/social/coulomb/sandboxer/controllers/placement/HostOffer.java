package social.coulomb.sandboxer.controllers.placement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A host as those see it who want to place something on it.
///
/// @param name the HostProbe's name
/// @param availability whether something new may be placed on it
/// @param allowedNamespaces whose sandboxes it takes; empty means all
/// @param limits how much it takes
/// @param costPerHourUsd what a sandbox costs there
/// @param measures what was measured of late; changes at every look, so it is no news by itself
public record HostOffer(
        String name,
        Availability availability,
        Set<String> allowedNamespaces,
        Limits limits,
        BigDecimal costPerHourUsd,
        Measures measures) {

    public HostOffer {
        allowedNamespaces = Set.copyOf(allowedNamespaces);
    }

    public boolean takesFrom(String namespace) {
        return allowedNamespaces.isEmpty() || allowedNamespaces.contains(namespace);
    }

    /// Whether it differs from the other in nothing but measures.
    boolean saysTheSameAs(@Nullable HostOffer other) {
        return other != null
                && other.equals(
                        new HostOffer(name, availability, allowedNamespaces, limits, costPerHourUsd, other.measures()));
    }

    /// Whether something new may be placed on the host.
    public sealed interface Availability {

        record Available() implements Availability {}

        /// It has just been declared: what it can do is being found out.
        record NotLookedAt() implements Availability {}

        /// Not now; it may pass by itself or by a user's doing.
        record Unavailable(String reason, String message) implements Availability {}

        /// Given up: what was on it counts as lost.
        record Abandoned() implements Availability {}
    }

    /// @param maxSandboxes how many may be placed there at once
    /// @param maxConcurrentOperations how many operations may run there at once
    public record Limits(int maxSandboxes, int maxConcurrentOperations) {}

    /// @param loadPerCpu the load of one minute for each processor; null when it is not known
    /// @param roundTrip how long the host's answer takes; null when it is not known
    public record Measures(
            @Nullable Double loadPerCpu, @Nullable Duration roundTrip) {
        public static final Measures UNKNOWN = new Measures(null, null);
    }
}
