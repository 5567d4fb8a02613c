package social.coulomb.sandboxer.controllers.routing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// What a route is wanted for.
///
/// @param subject which sandbox it is for
/// @param profile its recipe
/// @param wanted the sandbox's own wishes, which go before the profile's
/// @param failed attempts at this sandbox of which nothing is left: they are not repeated
public record RouteRequest(Subject subject, Profile profile, Wanted wanted, List<Failed> failed) {

    public RouteRequest {
        failed = List.copyOf(failed);
    }

    /// @param uid of the Sandbox object
    /// @param namespace where it is declared
    /// @param inputs its values, which some backends' prices depend on
    public record Subject(String uid, String namespace, Map<String, String> inputs) {
        public Subject {
            inputs = Map.copyOf(inputs);
        }
    }

    /// @param host the only host that will do; null leaves it to the program, then to the profile's placement
    /// @param strategy null leaves it to the profile
    /// @param extensions the candidates in order; empty leaves them to the profile
    /// @param maxCostPerHourUsd dearer candidates are passed over; null leaves the bound to the profile
    /// @param restoring whether a snapshot is to be restored
    public record Wanted(
            @Nullable String host,
            @Nullable Strategy strategy,
            List<String> extensions,
            @Nullable BigDecimal maxCostPerHourUsd,
            boolean restoring) {

        /// No wishes: everything is left to the profile.
        public static final Wanted ANYTHING = new Wanted(null, null, List.of(), null, false);

        public Wanted {
            extensions = List.copyOf(extensions);
        }
    }

    /// @param host null for extensions without hosts
    /// @param reason what the attempt ran into, as a sentence
    public record Failed(String extension, @Nullable String host, String reason) {}

    Strategy strategy() {
        if (wanted.strategy() != null) {
            return wanted.strategy();
        }
        Profile.Route route = profile.route();
        return route == null ? Strategy.EXPLICIT : route.strategy();
    }

    /// The candidates in order; with the strategy `explicit` there is one.
    List<String> extensions() {
        boolean explicit = strategy() == Strategy.EXPLICIT;
        if (!wanted.extensions().isEmpty()) {
            return explicit ? List.of(wanted.extensions().getFirst()) : distinct(wanted.extensions());
        }
        Profile.Route route = profile.route();
        return route == null || explicit || route.extensions().isEmpty()
                ? List.of(profile.extension())
                : distinct(route.extensions());
    }

    @Nullable
    BigDecimal maxCostPerHourUsd() {
        if (wanted.maxCostPerHourUsd() != null) {
            return wanted.maxCostPerHourUsd();
        }
        Profile.Route route = profile.route();
        return route == null ? null : route.maxCostPerHourUsd();
    }

    private static List<String> distinct(List<String> ids) {
        return ids.stream().distinct().toList();
    }
}
