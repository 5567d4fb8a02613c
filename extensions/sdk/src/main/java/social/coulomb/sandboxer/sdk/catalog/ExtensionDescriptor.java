package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a backend before it is asked anything: `ext.<name>.yaml`.
///
/// @param handler which [social.coulomb.sandboxer.sdk.ExtensionProvider] serves it
/// @param config values for that provider, which checks them; `credential_env` and `secret_ref` are the same
///     for all ([CredentialNeed])
public record ExtensionDescriptor(
        ExtensionId id,
        String title,
        String description,
        String handler,
        Capabilities capabilities,
        Map<String, JsonNode> config) {

    @JsonCreator
    static ExtensionDescriptor read(
            @JsonProperty(value = "id", required = true) ExtensionId id,
            @JsonProperty(value = "title", required = true) String title,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty(value = "handler", required = true) String handler,
            @JsonProperty(value = "capabilities", required = true) Capabilities capabilities,
            @JsonProperty("config") @Nullable Map<String, JsonNode> config) {
        CredentialNeed.of(config == null ? Map.of() : config);
        return new ExtensionDescriptor(
                id,
                Require.text("title", title),
                description == null ? "" : description,
                Require.text("handler", handler),
                capabilities,
                config == null ? Map.of() : Map.copyOf(config));
    }

    /// How a backend is paid for.
    public enum PricingModel {
        @JsonProperty("self-hosted")
        SELF_HOSTED,
        @JsonProperty("metered")
        METERED
    }

    /// What becomes of a profile's wish that a network lets nothing out.
    public enum NetworkDeny {
        /// The backend holds it, or says beforehand that it cannot.
        @JsonProperty("enforced")
        ENFORCED,
        /// It is passed on, and nobody here checks it.
        @JsonProperty("declared")
        DECLARED,
        /// Networks are open.
        @JsonProperty("none")
        NONE
    }

    /// @param isolationLevels at least one; a profile's level must be among them
    /// @param regions where it runs; empty when that has no meaning
    /// @param persistence whether a sandbox's workspace can be kept
    /// @param networkDeny what it makes of a network that is closed by default; `declared` where nothing is
    ///     said
    /// @param snapshots whether snapshots can be taken and restored; as `persistence` where nothing is said
    /// @param gpu whether it offers graphics processors
    public record Capabilities(
            List<String> isolationLevels,
            List<String> regions,
            boolean persistence,
            PricingModel pricingModel,
            NetworkDeny networkDeny,
            boolean snapshots,
            boolean gpu) {
        @JsonCreator
        static Capabilities read(
                @JsonProperty(value = "isolation_levels", required = true) List<String> isolationLevels,
                @JsonProperty("regions") @Nullable List<String> regions,
                @JsonProperty("persistence") @Nullable Boolean persistence,
                @JsonProperty(value = "pricing_model", required = true) PricingModel pricingModel,
                @JsonProperty("network_deny") @Nullable NetworkDeny networkDeny,
                @JsonProperty("snapshots") @Nullable Boolean snapshots,
                @JsonProperty("gpu") @Nullable Boolean gpu) {
            if (isolationLevels.isEmpty()) {
                throw new InvalidField("capabilities.isolation_levels", "needs at least one level");
            }
            isolationLevels.forEach(level -> Require.word("capabilities.isolation_levels", level));
            boolean persistent = persistence != null && persistence;
            return new Capabilities(
                    List.copyOf(isolationLevels),
                    regions == null ? List.of() : List.copyOf(regions),
                    persistent,
                    pricingModel,
                    networkDeny == null ? NetworkDeny.DECLARED : networkDeny,
                    snapshots == null ? persistent : snapshots,
                    gpu != null && gpu);
        }
    }
}
