package social.coulomb.sandboxer.controllers.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// What a route is wanted for.
///
/// @param namespace where the sandbox is declared
/// @param profile its recipe
/// @param wanted the sandbox's own wishes, which go before the profile's
public record RouteRequest(String namespace, Profile profile, Wanted wanted) {

    /// @param host the only host that will do; null leaves it to the profile's placement
    /// @param strategy null leaves it to the profile
    /// @param extensions the candidates in order; empty leaves them to the profile
    public record Wanted(@Nullable String host, @Nullable Strategy strategy, List<String> extensions) {
        public Wanted {
            extensions = List.copyOf(extensions);
        }
    }

    Strategy strategy() {
        if (wanted.strategy() != null) {
            return wanted.strategy();
        }
        Profile.Route route = profile.route();
        return route == null ? Strategy.EXPLICIT : route.strategy();
    }

    List<String> extensions() {
        if (!wanted.extensions().isEmpty()) {
            return wanted.extensions();
        }
        Profile.Route route = profile.route();
        return route == null
                        || strategy() == Strategy.EXPLICIT
                        || route.extensions().isEmpty()
                ? List.of(profile.extension())
                : route.extensions();
    }
}
