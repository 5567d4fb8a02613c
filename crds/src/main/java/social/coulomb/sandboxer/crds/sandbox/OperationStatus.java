package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is being done to the sandbox at its backend.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationStatus(
        @JsonPropertyDescription(
                "Provision or Teardown. Written before anything is done, so that a crash loses nothing.")
        @Nullable
        OperationIntent intent,

        @Min(1) @JsonPropertyDescription("Which attempt this is.") @Nullable
        Integer attempt,

        @JsonPropertyDescription("When the first attempt was begun; establishTimeout counts from here.") @Nullable
        Instant startedAt,

        @Size(max = 1024) @JsonPropertyDescription("What is being done now, or why it is waiting.") @Nullable
        String message) {}
