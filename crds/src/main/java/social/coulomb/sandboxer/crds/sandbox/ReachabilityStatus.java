package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// How a consumer reaches the sandbox. Descriptors only: nothing is opened by sandboxer.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReachabilityStatus(
        @Size(max = 320) @JsonPropertyDescription("user@host.") @Nullable
        String ssh,

        @Size(max = 1024) @JsonPropertyDescription("A command to copy that opens a shell in the workspace.") @Nullable
        String sshCommand,

        @Size(max = 1024) @JsonPropertyDescription("The workspace's path on the host.") @Nullable
        String remoteDir,

        @Size(max = 253) @JsonPropertyDescription("The host's address.") @Nullable
        String host,

        @Size(max = 64) @JsonPropertyDescription("The compose project's name.") @Nullable
        String composeProject,

        @Size(max = 320) @JsonPropertyDescription("The tunnel's local end, such as localhost:12222.") @Nullable
        String tunnel,

        @Size(max = 64) @JsonPropertyDescription("Who owns the tunnel.") @Nullable
        String tunnelVia,

        @Size(max = 64) @JsonPropertyDescription("Who issues the identity to log in with.") @Nullable
        String identity,

        @Size(max = 64) @JsonPropertyDescription("The ports of the sandbox's services.")
        List<Endpoint> endpoints) {

    public ReachabilityStatus {
        endpoints = WithoutNulls.list(endpoints);
    }
}
