package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor.NetworkDeny;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor.PricingModel;

/// An extension's descriptor as it is written. Reader and editor schema are both made from it.
@JsonClassDescription("What is known of a backend before it is asked anything.")
record DescriptorFile(
        @JsonProperty(value = "id", required = true)
        @JsonPropertyDescription("ext.<name>; the file is named like it.")
        @Nullable
        ExtensionId id,

        @JsonProperty(value = "title", required = true) @JsonPropertyDescription("A name for people.") @Nullable
        String title,

        @JsonProperty("description") @JsonPropertyDescription("What the backend does, in a sentence or two.") @Nullable
        String description,

        @JsonProperty(value = "handler", required = true)
        @JsonPropertyDescription("The adapter that serves this extension; one that the program brings along.")
        Form.@Nullable Word handler,

        @JsonProperty(value = "capabilities", required = true)
        @JsonPropertyDescription("What the backend can do; routing compares it with what a profile wants.")
        @Nullable
        Capabilities capabilities,

        @JsonProperty("config")
        @JsonSetter(contentNulls = Nulls.SET)
        @JsonPropertyDescription("Values for the adapter, which checks them. Never secrets, only their names.")
        @Nullable
        Map<String, JsonNode> config) {

    ExtensionDescriptor toDescriptor() {
        Map<String, JsonNode> values = config == null ? Map.of() : config;
        CredentialNeed.of(values);
        return new ExtensionDescriptor(
                Require.present("id", id),
                Require.text("title", Require.present("title", title)),
                description == null ? "" : description,
                Require.present("handler", handler).value(),
                Require.present("capabilities", capabilities).toModel(),
                Map.copyOf(values));
    }

    record Capabilities(
            @JsonProperty(value = "isolation_levels", required = true)
            @JsonPropertyDescription(
                    "Such as container or microvm, at least one; a profile's level must be among them.")
            @Nullable
            List<Form.Word> isolationLevels,

            @JsonProperty("regions")
            @JsonPropertyDescription("Where the backend runs; empty when that has no meaning.")
            @Nullable
            List<Form.Word> regions,

            @JsonProperty("persistence")
            @JsonPropertyDescription("Whether a sandbox's workspace can be kept.")
            @Nullable
            Boolean persistence,

            @JsonProperty(value = "pricing_model", required = true)
            @JsonPropertyDescription("Whether a sandbox costs credits: self-hosted or metered.")
            @Nullable
            PricingModel pricingModel,

            @JsonProperty("network_deny")
            @JsonPropertyDescription(
                    "What the backend makes of a network that lets nothing out; declared where this is left out.")
            @Nullable
            NetworkDeny networkDeny,

            @JsonProperty("snapshots")
            @JsonPropertyDescription(
                    "Whether snapshots can be taken and restored; as persistence where this is left out.")
            @Nullable
            Boolean snapshots,

            @JsonProperty("gpu") @JsonPropertyDescription("Whether the backend offers graphics processors.") @Nullable
            Boolean gpu) {

        ExtensionDescriptor.Capabilities toModel() {
            List<String> levels = Require.distinct(
                    "capabilities.isolation_levels",
                    Require.present("capabilities.isolation_levels", isolationLevels),
                    Form.Word::value);
            if (levels.isEmpty()) {
                throw new InvalidField("capabilities.isolation_levels", "needs at least one level, such as container");
            }
            boolean persistent = persistence != null && persistence;
            if (persistence != null && !persistence && snapshots != null && snapshots) {
                throw new InvalidField(
                        "capabilities.snapshots",
                        "cannot be true where persistence is false, because a snapshot keeps a workspace: "
                                + "change one of the two");
            }
            return new ExtensionDescriptor.Capabilities(
                    levels,
                    Require.distinct("capabilities.regions", regions, Form.Word::value),
                    persistent,
                    Require.present("capabilities.pricing_model", pricingModel),
                    networkDeny == null ? NetworkDeny.DECLARED : networkDeny,
                    snapshots == null ? persistent : snapshots,
                    gpu != null && gpu);
        }
    }
}
