package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What seems to have been left behind on the host.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StaleStatus(
        @Min(0) @JsonPropertyDescription("How many there are in truth.") @Nullable
        Integer count,

        @Size(max = 50) @JsonPropertyDescription("At most 50 of them, the worst first.")
        List<StaleEntry> entries) {

    public StaleStatus {
        entries = WithoutNulls.list(entries);
    }
}
