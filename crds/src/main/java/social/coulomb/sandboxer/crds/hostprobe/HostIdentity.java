package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Which machine it is, proven by a file that sandboxer left there.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostIdentity(
        @Size(max = 64) @JsonPropertyDescription("The machine's own id.") @Nullable
        String machineId,

        @Size(max = 64)
        @JsonPropertyDescription("The UID of the HostProbe that the machine was registered for.")
        @Nullable
        String hostProbeUid) {}
