package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changed on the host between two looks at it.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostDelta(
        @JsonPropertyDescription("When the host was looked at before.") @Nullable
        Instant before,

        @JsonPropertyDescription("When the host was looked at after.") @Nullable
        Instant after,

        @JsonPropertyDescription("Change of the 1-minute load.") @Nullable
        Double load1mDelta,

        @JsonPropertyDescription("Change of the available memory, in MiB.") @Nullable
        Long memAvailableMbDelta,

        @JsonPropertyDescription("Change of the number of running containers.") @Nullable
        Integer runningContainersDelta) {}
