package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// The recipe that an incarnation was made from.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileReference(
        @Size(max = 100) @JsonPropertyDescription("The profile's id.") @Nullable
        String id,

        @Size(max = 64) @JsonPropertyDescription("The profile's version.") @Nullable
        String version,

        @Size(max = 80)
        @JsonPropertyDescription(
                "SHA-256 of the profile's content, so that a later edit can be told from what was used.")
        @Nullable
        String digest) {}
