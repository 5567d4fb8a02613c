package social.coulomb.sandboxer.controllers.sandbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.catalog.RecipeArchive;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Finds where incarnations are worked on. Never blocks.
///
/// @param recipes every recipe that a sandbox was made from, as it was
record Workplaces(Supplier<Catalog> catalog, RecipeArchive recipes, Backends backends, HostBoard board) {

    private static final int DEFAULT_CONCURRENCY = 8;

    Workplace of(Recorded.@Nullable Source source) {
        if (source == null) {
            return new Workplace.Nowhere();
        }
        HostOffer offer =
                source.host() == null ? null : board.find(source.host()).orElse(null);
        if (source.host() != null && offer == null && board.isAwaited(source.host())) {
            return new Workplace.Unread();
        }
        if (source.host() != null && offer == null) {
            return new Workplace.Unusable(
                    "HostUnknown",
                    "It is placed on host '" + source.host() + "', of which there is no HostProbe that can be used.");
        }
        if (offer != null && offer.availability() instanceof HostOffer.Availability.Abandoned) {
            return new Workplace.Lost();
        }
        return switch (backends.find(source.extension())) {
            case Backend.Unusable(String reason, String message) -> new Workplace.Unusable(reason, message);
            case Backend.Usable usable ->
                new Workplace.Usable(
                        usable.extension(),
                        source.extension(),
                        source.host(),
                        offer == null ? DEFAULT_CONCURRENCY : offer.limits().maxConcurrentOperations());
        };
    }

    /// What an incarnation was made from; null when there is none, or nobody remembers it. Records of older
    /// versions have no digest: for them what the catalog has now must do.
    @Nullable
    CatalogEntry<Profile> recipe(Recorded.@Nullable Source source) {
        if (source == null) {
            return null;
        }
        return source.digest().isEmpty()
                ? catalog.get().profile(source.profile()).orElse(null)
                : recipes.find(source.profile(), source.digest()).orElse(null);
    }

    Workplace of(Remains remains) {
        return remains.extension() == null
                ? new Workplace.Nowhere()
                : of(new Recorded.Source("", "", remains.extension(), remains.host()));
    }
}
