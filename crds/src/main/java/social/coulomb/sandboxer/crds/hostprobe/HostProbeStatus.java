package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What was last seen of a host.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HostProbeStatus(
        @Size(max = 16)
        @JsonPropertyDescription(
                "Ready (the summary), Reachable, Schedulable, MemoryPressure, DiskPressure, LoadPressure, BaseDirVolatile, Reconciling, Stalled and Deleting.")
        List<Condition> conditions,

        @JsonPropertyDescription("The metadata.generation that this status speaks about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The host's measures; written when a condition changes, else at most every 5 minutes.")
        @Nullable
        HostSnapshotStatus snapshot,

        @JsonPropertyDescription("What runs containers there.") @Nullable
        EngineStatus engine,

        @JsonPropertyDescription("Which machine it is.") @Nullable
        HostIdentity identity,

        @Size(max = 80)
        @JsonPropertyDescription(
                "SHA-256 of address, port, user, baseDir and engine as they were proven to belong to this machine.")
        @Nullable
        String connectionDigest,

        @Min(0) @JsonPropertyDescription("How many sandboxes are placed on it.") @Nullable
        Integer placedSandboxes,

        @JsonPropertyDescription("What of sandboxes there is on the host.") @Nullable
        InventoryStatus inventory,

        @JsonPropertyDescription("What seems to have been left behind there.") @Nullable
        StaleStatus staleCandidates,

        @JsonPropertyDescription("What reaping plans and did.") @Nullable
        ReapStatus reap) {

    public HostProbeStatus {
        conditions = WithoutNulls.list(conditions);
    }
}
