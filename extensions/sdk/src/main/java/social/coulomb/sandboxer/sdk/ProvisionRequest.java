package social.coulomb.sandboxer.sdk;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What to make, and where.
///
/// @param identity who the sandbox is
/// @param profile the recipe, as it was when the sandbox was routed
/// @param inputs the user's values; not trusted, every backend checks those it reads and ignores none silently
/// @param host the chosen host's name; null for backends without hosts
public record ProvisionRequest(
        SandboxIdentity identity,
        Profile profile,
        Map<String, String> inputs,
        @Nullable String host) {

    public ProvisionRequest {
        inputs = Map.copyOf(inputs);
    }

    /// The same sandbox, as [Extension#observe] and [Extension#teardown] want it.
    public SandboxReference reference() {
        return new SandboxReference(identity, host);
    }
}
