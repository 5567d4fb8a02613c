package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What runs containers on the host.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineStatus(
        @Size(max = 32) @JsonPropertyDescription("docker or podman.") @Nullable
        String name,

        @Size(max = 64) @JsonPropertyDescription("Its version.") @Nullable
        String version,

        @Size(max = 256) @JsonPropertyDescription("The compose command that is used.") @Nullable
        String composeCommand,

        @Size(max = 64) @JsonPropertyDescription("The version of that command.") @Nullable
        String composeVersion) {}
