package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One port of one service of the sandbox.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoint(
        @Size(max = 253) @JsonPropertyDescription("The service's name.") @Nullable
        String service,

        @Min(1) @Max(65535) @JsonPropertyDescription("The port.") @Nullable
        Integer port,

        @Pattern("^(tunnel|published)$")
        @Size(max = 9)
        @JsonPropertyDescription(
                "published: dial it on the host. tunnel: only the host reaches it, the command opens a way.")
        @Nullable
        String via,

        @Size(max = 1024) @JsonPropertyDescription("A command to copy that makes the port reachable.") @Nullable
        String command) {}
