package social.coulomb.sandboxer.controllers.sandbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.crds.sandbox.Remains;

/// Finds where incarnations are worked on. Never blocks.
record Workplaces(Supplier<Catalog> catalog, Backends backends, HostBoard board) {

    private static final int DEFAULT_CONCURRENCY = 8;

    Workplace of(Recorded.@Nullable Source source) {
        if (source == null) {
            return new Workplace.Nowhere();
        }
        HostOffer offer =
                source.host() == null ? null : board.find(source.host()).orElse(null);
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
                        catalog.get().profile(source.profile()).orElse(null),
                        offer == null ? DEFAULT_CONCURRENCY : offer.limits().maxConcurrentOperations());
        };
    }

    Workplace of(Remains remains) {
        return remains.extension() == null
                ? new Workplace.Nowhere()
                : of(new Recorded.Source("", "", remains.extension(), remains.host()));
    }
}
