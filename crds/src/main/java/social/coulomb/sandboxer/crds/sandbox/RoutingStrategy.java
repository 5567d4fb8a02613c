package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// How an extension and a host are chosen.
public enum RoutingStrategy {
    /// The profile's own extension.
    @JsonProperty("explicit")
    EXPLICIT,

    @JsonProperty("prefer-self-hosted")
    PREFER_SELF_HOSTED,

    @JsonProperty("lowest-cost")
    LOWEST_COST,

    @JsonProperty("lowest-latency")
    LOWEST_LATENCY;

    @JsonCreator
    static @Nullable RoutingStrategy of(@Nullable String word) {
        return ConstantName.find(RoutingStrategy.class, word);
    }
}
