package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt at an extension and host that failed and was proven to have left nothing.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteFailure(
        @Size(max = 100) @JsonPropertyDescription("The extension's id.") @Nullable
        String extension,

        @Size(max = 253)
        @JsonPropertyDescription("The HostProbe's name; absent for extensions without hosts.")
        @Nullable
        String host,

        @Min(1) @JsonPropertyDescription("The incarnation that was tried there.") @Nullable
        Integer incarnation,

        @Size(max = 512) @JsonPropertyDescription("What the attempt ran into.") @Nullable
        String reason,

        @JsonPropertyDescription("When the attempt was begun; the time to establish counts from the first.") @Nullable
        Instant at) {}
