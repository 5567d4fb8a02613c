package social.coulomb.sandboxer.controllers.routing;

import java.util.Optional;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.sdk.capability.Snapshotting;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor.Capabilities;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor.NetworkDeny;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Whether a backend can hold what the recipe asks for. What its descriptor does not say it cannot. Pure.
final class CapabilityFilter {

    private CapabilityFilter() {}

    static Optional<Rejection> check(String extension, Backend.Usable backend, RouteRequest request) {
        Profile profile = request.profile();
        Capabilities offered = backend.descriptor().capabilities();
        return isolation(extension, offered, profile)
                .or(() -> network(extension, offered, profile.network()))
                .or(() -> missing(
                        profile.workspace().persistent() && !offered.persistence(),
                        "PersistenceUnavailable",
                        extension + " keeps no workspaces."))
                .or(() -> missing(
                        profile.resources().gpu() && !offered.gpu(),
                        "GpuUnavailable",
                        extension + " offers no graphics processors."))
                .or(() -> missing(
                        (profile.workspace().snapshots() || request.wanted().restoring())
                                && !(offered.snapshots() && backend.extension() instanceof Snapshotting),
                        "SnapshotsUnavailable",
                        extension + " can neither take nor restore snapshots."));
    }

    private static Optional<Rejection> isolation(String extension, Capabilities offered, Profile profile) {
        String level = profile.isolation().level();
        return missing(
                !offered.isolationLevels().contains(level),
                "IsolationUnavailable",
                extension + " does not offer the isolation level " + level + ".");
    }

    private static Optional<Rejection> network(String extension, Capabilities offered, Profile.Network network) {
        boolean mustHold = network.defaultAction() == Profile.NetworkDefault.DENY
                && network.enforcement() == Profile.Enforcement.REQUIRED;
        return missing(
                mustHold && offered.networkDeny() != NetworkDeny.ENFORCED,
                "NetworkDenyUnavailable",
                extension + " does not enforce that networks are closed, and the profile requires it.");
    }

    private static Optional<Rejection> missing(boolean isMissing, String reason, String message) {
        return isMissing ? Optional.of(Rejection.forGood(reason, message)) : Optional.empty();
    }
}
