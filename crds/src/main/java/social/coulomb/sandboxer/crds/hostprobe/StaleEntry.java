package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Something on the host that seems to have been left behind.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StaleEntry(
        @Pattern("^(orphan_dir|orphan_compose|zombie_record|aged_dir)$")
        @Size(max = 16)
        @JsonPropertyDescription("orphan_dir, orphan_compose, zombie_record or aged_dir.")
        @Nullable
        String kind,

        @Size(max = 253) @JsonPropertyDescription("Its id or name.") @Nullable
        String id,

        @Size(max = 1024) @JsonPropertyDescription("Where it is.") @Nullable
        String path,

        @Min(0) @JsonPropertyDescription("Its age in hours.") @Nullable
        Double ageHours,

        @Pattern("^(reap|inspect|ignore)$")
        @Size(max = 8)
        @JsonPropertyDescription("reap, inspect or ignore.")
        @Nullable
        String suggestedAction) {}
