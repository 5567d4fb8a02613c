package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What reaping plans and did.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReapStatus(
        @JsonPropertyDescription("What would be removed.") @Nullable
        ReapPlan plan,

        @JsonPropertyDescription("When a plan was last carried out.") @Nullable
        Instant lastApplied) {}
