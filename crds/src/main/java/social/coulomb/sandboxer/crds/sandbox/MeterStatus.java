package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a metered backend costs.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeterStatus(
        @Size(max = 16) @JsonPropertyDescription("The cost estimated before it was made, in US dollars.") @Nullable
        String estimateUsd,

        @Size(max = 16)
        @JsonPropertyDescription("The cost counted until now or until the end, in US dollars.")
        @Nullable
        String actualUsd,

        @JsonPropertyDescription("When the cost was settled.") @Nullable
        Instant settledAt) {}
