package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// Exactly what would be removed.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReapPlan(
        @Size(max = 64) @JsonPropertyDescription("Approve the plan by this digest.") @Nullable
        String digest,

        @Min(0) @JsonPropertyDescription("How many candidates there were in truth.") @Nullable
        Integer count,

        @Size(max = 100) @JsonPropertyDescription("What would be removed; never more than is shown here.")
        List<StaleEntry> candidates) {

    public ReapPlan {
        candidates = WithoutNulls.list(candidates);
    }
}
