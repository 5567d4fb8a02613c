package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One artifact of a sandbox on the host.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InventoryEntry(
        @Pattern("^(directory|compose_project)$")
        @Size(max = 16)
        @JsonPropertyDescription("directory or compose_project.")
        @Nullable
        String kind,

        @Size(max = 253) @JsonPropertyDescription("The sandbox id or project name.") @Nullable
        String id,

        @Size(max = 1024) @JsonPropertyDescription("Where it is.") @Nullable
        String path,

        @Min(0) @JsonPropertyDescription("Its age in hours.") @Nullable
        Double ageHours,

        @Size(max = 100) @JsonPropertyDescription("The profile it seems to belong to.") @Nullable
        String profileHint) {}
