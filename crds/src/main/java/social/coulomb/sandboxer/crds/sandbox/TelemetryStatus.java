package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What the sandbox cost its host; the whole report goes to the telemetry sinks.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TelemetryStatus(
        @Size(max = 16) @JsonPropertyDescription("The version of the telemetry contract.") @Nullable
        String schemaVersion,

        @JsonPropertyDescription("When it was collected.") @Nullable
        Instant collectedAt,

        @JsonPropertyDescription("What establishing changed on the host.") @Nullable
        HostDelta provisionDelta,

        @JsonPropertyDescription("What taking the sandbox away changed on the host.") @Nullable
        HostDelta destroyDelta,

        @Min(0) @JsonPropertyDescription("How many sandbox artifacts were found on the host.") @Nullable
        Integer inventoryCount,

        @Min(0) @JsonPropertyDescription("How many of them seem left behind.") @Nullable
        Integer staleCount,

        @Size(max = 10) @JsonPropertyDescription("The 10 worst of those.")
        List<StaleFinding> staleCandidates) {

    public TelemetryStatus {
        staleCandidates = WithoutNulls.list(staleCandidates);
    }
}
