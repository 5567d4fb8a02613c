package social.coulomb.sandboxer.controllers.routing;

import java.util.Optional;
import java.util.function.ToIntFunction;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;

/// Whether a host takes a sandbox now. Pure.
///
/// @param taken how many sandboxes, beside the one in question, are on a host or about to be
record HostFilter(ToIntFunction<String> taken) {

    Optional<Rejection> check(HostOffer offer, String namespace) {
        String host = offer.name();
        if (!offer.takesFrom(namespace)) {
            return Optional.of(Rejection.untilSetUp(
                    "NamespaceNotAllowed",
                    "The host '" + host + "' takes no sandboxes from namespace " + namespace + "."));
        }
        return switch (offer.availability()) {
            case Availability.Abandoned() ->
                Optional.of(Rejection.untilSetUp("HostAbandoned", "The host '" + host + "' has been given up."));
            case Availability.NotLookedAt() ->
                Optional.of(Rejection.untilSetUp(
                        "HostNotLookedAt", "The host '" + offer.name() + "' has not been looked at yet."));
            case Availability.Unavailable(String reason, String message) ->
                Optional.of(Rejection.forNow(reason, message));
            case Availability.Available() -> room(offer);
        };
    }

    private Optional<Rejection> room(HostOffer offer) {
        int limit = offer.limits().maxSandboxes();
        return taken.applyAsInt(offer.name()) < limit
                ? Optional.empty()
                : Optional.of(Rejection.forNow(
                        "HostFull", "The host '" + offer.name() + "' holds its " + limit + " sandboxes."));
    }
}
