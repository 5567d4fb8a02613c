package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One extension and host that was considered, and what became of it.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteCandidate(
        @Size(max = 100) @JsonPropertyDescription("The extension's id.") @Nullable
        String extension,

        @Size(max = 253)
        @JsonPropertyDescription("The HostProbe's name; absent for extensions without hosts.")
        @Nullable
        String host,

        @JsonPropertyDescription("Whether the candidate could take the sandbox.") @Nullable
        Boolean accepted,

        @Size(max = 512) @JsonPropertyDescription("Why it was taken or passed over.") @Nullable
        String reason,

        @Size(max = 16) @JsonPropertyDescription("The estimated cost an hour in US dollars.") @Nullable
        String costPerHourUsd,

        @Min(0) @JsonPropertyDescription("The measured time to reach it, in milliseconds.") @Nullable
        Integer latencyMs) {}
