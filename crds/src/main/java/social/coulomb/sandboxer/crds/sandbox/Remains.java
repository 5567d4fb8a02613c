package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an earlier incarnation may have left at a place that could not be reached when the next one was begun.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Remains(
        @Required @Min(1) @JsonPropertyDescription("The incarnation that they are of.")
        int incarnation,

        @Size(max = 12) @JsonPropertyDescription("Its id; the names at the backend are sbx- and this.") @Nullable
        String sandboxId,

        @Size(max = 100) @JsonPropertyDescription("The extension that made it.") @Nullable
        String extension,

        @Size(max = 253)
        @JsonPropertyDescription("The HostProbe's name; absent for extensions without hosts.")
        @Nullable
        String host,

        @JsonPropertyDescription("Since when they are hunted.") @Nullable
        Instant since,

        @Size(max = 512) @JsonPropertyDescription("Why they could not be removed yet.") @Nullable
        String message) {}
