package social.coulomb.sandboxer.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One aspect of an object's state, in the form that Flux, Argo CD and `kubectl wait` read.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @Required
        @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z][A-Za-z0-9]*$")
        @JsonPropertyDescription("The aspect, such as Ready or Reachable.")
        String type,

        @Required
        @Size(min = 1, max = 7)
        @Pattern("^(True|False|Unknown)$")
        @JsonPropertyDescription("True, False or Unknown. What could not be observed is Unknown.")
        String status,

        @Required
        @Size(min = 1, max = 128)
        @Pattern("^[A-Za-z]([A-Za-z0-9_]*[A-Za-z0-9])?$")
        @JsonPropertyDescription("Why, as one CamelCase word for programs.")
        String reason,

        @Required @Size(max = 4096) @JsonPropertyDescription("Why, and what to do about it, as a sentence for people.")
        String message,

        @JsonPropertyDescription("The metadata.generation that this condition speaks about.") @Nullable
        Long observedGeneration,

        @Required @JsonPropertyDescription("When the status last changed, to the second.")
        Instant lastTransitionTime) {

    public static final String TRUE = "True";
    public static final String FALSE = "False";
    public static final String UNKNOWN = "Unknown";

    public boolean holds() {
        return TRUE.equals(status);
    }

    /// Whether both say the same, whenever they began to.
    public boolean saysTheSameAs(Condition other) {
        return type.equals(other.type)
                && status.equals(other.status)
                && reason.equals(other.reason)
                && message.equals(other.message);
    }
}
