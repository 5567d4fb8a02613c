package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// Which backend was chosen, and why.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RouteStatus(
        @Size(max = 100) @JsonPropertyDescription("The chosen extension's id.") @Nullable
        String extension,

        @Size(max = 253)
        @JsonPropertyDescription("The chosen HostProbe's name; absent for extensions without hosts.")
        @Nullable
        String host,

        @JsonPropertyDescription("The strategy that chose.") @Nullable
        RoutingStrategy strategy,

        @JsonPropertyDescription("When it was chosen.") @Nullable
        Instant decidedAt,

        @Size(max = 32) @JsonPropertyDescription("Every candidate with its verdict, in the order of consideration.")
        List<RouteCandidate> candidates,

        @Size(max = 8)
        @JsonPropertyDescription(
                "Attempts elsewhere that failed and of which nothing is left; they are passed over until the next recreate.")
        List<RouteFailure> failures) {

    public RouteStatus {
        candidates = WithoutNulls.list(candidates);
        failures = WithoutNulls.list(failures);
    }
}
