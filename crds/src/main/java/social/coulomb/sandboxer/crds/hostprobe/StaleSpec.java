package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What counts as left behind.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StaleSpec(
        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("Directories older than this count as stale.")
        @Nullable
        String olderThan,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("Directories unchanged for this long count as stale.")
        @Nullable
        String idleFor) {}
