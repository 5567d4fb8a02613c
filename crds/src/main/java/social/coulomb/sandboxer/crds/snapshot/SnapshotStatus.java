package social.coulomb.sandboxer.crds.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What was kept, and where.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SnapshotStatus(
        @JsonPropertyDescription("The snapshot's place in its life, in one word.") @Nullable
        SnapshotState state,

        @Size(max = 16) @JsonPropertyDescription("Ready (the summary), Captured, Reconciling, Stalled and Deleting.")
        List<Condition> conditions,

        @JsonPropertyDescription("The metadata.generation that this status speaks about.") @Nullable
        Long observedGeneration,

        @Size(max = 253) @JsonPropertyDescription("The HostProbe that keeps it.") @Nullable
        String host,

        @Size(max = 1024) @JsonPropertyDescription("Its place on the host.") @Nullable
        String path,

        @Min(0) @JsonPropertyDescription("Its size as kept, in bytes.") @Nullable
        Long sizeBytes,

        @Size(max = 64) @Pattern("^[0-9a-f]{64}$") @JsonPropertyDescription("SHA-256 of what is kept.") @Nullable
        String sha256,

        @JsonPropertyDescription("When it was captured.") @Nullable
        Instant capturedAt,

        @Size(max = 12) @JsonPropertyDescription("The id of the incarnation it was taken from.") @Nullable
        String sandboxId,

        @Size(max = 100) @JsonPropertyDescription("The profile of the sandbox it was taken from.") @Nullable
        String profile) {

    public SnapshotStatus {
        conditions = WithoutNulls.list(conditions);
    }
}
