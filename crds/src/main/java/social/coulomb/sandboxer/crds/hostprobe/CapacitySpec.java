package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// How much may be placed on the host.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacitySpec(
        @Min(0) @Max(10000) @JsonPropertyDescription("How many sandboxes may be placed on it at once.") @Nullable
        Integer maxSandboxes,

        @Min(1) @Max(64) @JsonPropertyDescription("How many of them may be made or taken away at once.") @Nullable
        Integer maxConcurrentOperations,

        @Min(0)
        @Max(1000)
        @JsonPropertyDescription("Nothing new is placed while the 1-minute load per CPU is above this.")
        @Nullable
        Double maxLoadPerCpu,

        @Min(0)
        @Max(1 << 30)
        @JsonPropertyDescription("Nothing new is placed while less memory is available, in MiB.")
        @Nullable
        Long minMemAvailableMb,

        @Min(0)
        @Max(1 << 20)
        @JsonPropertyDescription("Nothing new is placed while less of the root disk is available, in GiB.")
        @Nullable
        Double minDiskAvailGb) {}
