package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// The sections of a profile's file that say where a sandbox is made and what leads to it.
final class ProfileWhereabouts {

    private ProfileWhereabouts() {}

    record Placement(
            @JsonProperty("prefer")
            @JsonPropertyDescription("HostProbes in the order in which they are tried.")
            @Nullable
            List<Form.HostName> prefer,

            @JsonProperty("fallback")
            @JsonPropertyDescription("HostProbes that are tried when no preferred one can take the sandbox.")
            @Nullable
            List<Form.HostName> fallback) {

        Profile.Placement toModel() {
            List<String> first = Require.distinct("placement.prefer", prefer, Form.HostName::value);
            List<String> second = Require.distinct("placement.fallback", fallback, Form.HostName::value);
            for (int index = 0; index < second.size(); index++) {
                if (first.contains(second.get(index))) {
                    throw new InvalidField(
                            "placement.fallback[" + index + "]",
                            "'" + second.get(index)
                                    + "' stands in placement.prefer already: remove it from one of the two");
                }
            }
            return new Profile.Placement(first, second);
        }
    }

    record Reachability(
            @JsonProperty("tunnel") @JsonPropertyDescription("Who provides tunnels; ops-bridge unless said otherwise.")
            Form.@Nullable Word tunnel,

            @JsonProperty("identity")
            @JsonPropertyDescription("Who issues SSH identities; ops-warden unless said otherwise.")
            Form.@Nullable Word identity) {

        Profile.ReachabilityHints toModel() {
            Profile.ReachabilityHints standard = Profile.ReachabilityHints.STANDARD;
            return new Profile.ReachabilityHints(
                    tunnel == null ? standard.tunnel() : tunnel.value(),
                    identity == null ? standard.identity() : identity.value());
        }
    }

    record Metadata(
            @JsonProperty("cost_class") @JsonPropertyDescription("Such as self-hosted or metered, for people to read.")
            Form.@Nullable Word costClass,

            @JsonProperty("latency_class") @JsonPropertyDescription("Such as standard, for people to read.")
            Form.@Nullable Word latencyClass,

            @JsonProperty("observability")
            @JsonPropertyDescription("canary has the host measured before and after; null otherwise.")
            @Nullable
            Observability observability) {

        Profile.Metadata toModel() {
            Profile.Metadata standard = Profile.Metadata.STANDARD;
            return new Profile.Metadata(
                    costClass == null ? standard.costClass() : costClass.value(),
                    latencyClass == null ? standard.latencyClass() : latencyClass.value(),
                    observability == null ? null : "canary");
        }
    }

    /// What is measured around an establishment.
    enum Observability {
        @JsonProperty("canary")
        CANARY
    }

    record Route(
            @JsonProperty(value = "strategy", required = true)
            @JsonPropertyDescription("How one of the candidates is chosen.")
            @Nullable
            Strategy strategy,

            @JsonProperty("extensions")
            @JsonPropertyDescription("The candidates, in order; the profile's extension alone where this is left out.")
            @Nullable
            List<ExtensionId> extensions,

            @JsonProperty("max_cost_per_hour_usd")
            @JsonPropertyDescription("Dearer candidates are passed over; null for no bound.")
            @Nullable
            BigDecimal maxCostPerHourUsd) {

        /// @param own the profile's extension
        Profile.Route toModel(ExtensionId own) {
            Require.amount("route.max_cost_per_hour_usd", maxCostPerHourUsd);
            Strategy chosen = Require.present("route.strategy", strategy);
            List<String> candidates = Require.distinct("route.extensions", extensions, ExtensionId::value);
            if (chosen == Strategy.EXPLICIT
                    && !candidates.isEmpty()
                    && !candidates.getFirst().equals(own.value())) {
                throw new InvalidField(
                        "route.extensions[0]",
                        "'" + candidates.getFirst() + "' is not what strategy explicit takes, which is the profile's"
                                + " extension, '" + own + "': begin with that one, or choose another strategy");
            }
            return new Profile.Route(chosen, candidates, maxCostPerHourUsd);
        }
    }
}
