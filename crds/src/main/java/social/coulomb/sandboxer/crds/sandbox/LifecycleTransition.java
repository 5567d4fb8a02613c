package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One lifecycle event of the sandbox that others may still have to be told about.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LifecycleTransition(
        @Min(1) @JsonPropertyDescription("Counts the transitions of this object.") @Nullable
        Long sequence,

        @JsonPropertyDescription("The state that was reached.") @Nullable
        SandboxState state,

        @JsonPropertyDescription("When it was reached.") @Nullable
        Instant at,

        @Min(1) @JsonPropertyDescription("The incarnation it belongs to.") @Nullable
        Integer incarnation,

        @Size(max = 128) @JsonPropertyDescription("Why.") @Nullable
        String reason,

        @Size(max = 100) @JsonPropertyDescription("The profile of that incarnation.") @Nullable
        String profile,

        @Size(max = 100) @JsonPropertyDescription("The extension that it was routed to.") @Nullable
        String extension,

        @Size(max = 253) @JsonPropertyDescription("The host that it was routed to.") @Nullable
        String host) {}
