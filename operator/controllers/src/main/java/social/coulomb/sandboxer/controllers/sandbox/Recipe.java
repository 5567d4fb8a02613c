package social.coulomb.sandboxer.controllers.sandbox;

import java.util.List;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What a new incarnation would be made from.
sealed interface Recipe {

    record Routed(CatalogEntry<Profile> profile, RouteVerdict.Chosen route) implements Recipe {}

    /// @param stalled whether only a user's change can help; else what is missing may come
    record Unrouted(String reason, String message, boolean stalled, List<Candidate> candidates) implements Recipe {}
}
