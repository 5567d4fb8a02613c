package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The host's measures when it was last looked at, rounded.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostSnapshotStatus(
        @JsonPropertyDescription("When the host was looked at.") @Nullable
        Instant collectedAt,

        @Min(0) @JsonPropertyDescription("Load over 1 minute.") @Nullable
        Double load1m,

        @Min(0) @JsonPropertyDescription("Load over 5 minutes.") @Nullable
        Double load5m,

        @Min(0) @JsonPropertyDescription("Load over 15 minutes.") @Nullable
        Double load15m,

        @Min(0) @JsonPropertyDescription("Logical CPUs.") @Nullable
        Integer cpuCount,

        @Min(0) @JsonPropertyDescription("Memory, in MiB.") @Nullable
        Long memTotalMb,

        @Min(0) @JsonPropertyDescription("Available memory, in MiB.") @Nullable
        Long memAvailableMb,

        @Min(0) @JsonPropertyDescription("Use of the root file system, in per cent.") @Nullable
        Double diskRootUsedPercent,

        @Min(0) @JsonPropertyDescription("Free space of the root file system, in GiB.") @Nullable
        Double diskRootAvailGb,

        @Min(0) @JsonPropertyDescription("All running containers.") @Nullable
        Integer runningContainers,

        @Min(0) @JsonPropertyDescription("Running containers that belong to sandboxes.") @Nullable
        Integer sandboxContainers,

        @Min(0)
        @JsonPropertyDescription(
                "How long the controllers wait for the host's answer, in milliseconds: the median of late.")
        @Nullable
        Integer roundTripMs) {}
