package social.coulomb.sandboxer.controllers.routing;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;

/// What holds for all routes of this program.
///
/// @param selfHostedIsPassedOver whether only metered backends may be chosen
/// @param defaultHost the host for sandboxes that name none; null leaves it to their profiles
/// @param environment where credentials for providers stand
public record RoutingPolicy(
        boolean selfHostedIsPassedOver, @Nullable String defaultHost, EnvironmentVariables environment) {

    /// Set to 1, it passes self-hosted backends over.
    public static final String FORCE_SAAS_VARIABLE = "SANDBOXER_FORCE_SAAS";

    /// Names the default host.
    public static final String HOST_VARIABLE = "SANDBOXER_HOST";

    private static final Set<String> YES = Set.of("1", "true", "yes");

    /// Nothing but what sandboxes and profiles say.
    public static RoutingPolicy plain() {
        return new RoutingPolicy(false, null, EnvironmentVariables.NONE);
    }

    public static RoutingPolicy from(EnvironmentVariables environment) {
        String force = environment.get(FORCE_SAAS_VARIABLE);
        String host = environment.get(HOST_VARIABLE);
        return new RoutingPolicy(
                force != null && YES.contains(force.strip().toLowerCase(Locale.ROOT)),
                host == null || host.isBlank() ? null : host.strip(),
                environment);
    }
}
