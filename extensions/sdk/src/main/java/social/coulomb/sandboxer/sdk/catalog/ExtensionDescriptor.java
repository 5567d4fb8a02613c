package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

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
            boolean gpu) {}
}
