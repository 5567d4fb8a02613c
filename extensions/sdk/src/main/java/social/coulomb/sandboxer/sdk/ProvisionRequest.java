package social.coulomb.sandboxer.sdk;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What to make, and where.
///
/// @param identity who the sandbox is
/// @param profile the recipe, as it was when the sandbox was routed
/// @param inputs the user's values; not trusted, every backend checks those it reads and ignores none silently
/// @param host the chosen host's name; null for backends without hosts
/// @param secrets what the sandbox is given and what fetches its parts; never printed, kept or put on a command line
/// @param labels who asked for it, put on what is made: for people, not for proof; keys below [#LABEL_PREFIX]
public record ProvisionRequest(
        SandboxIdentity identity,
        Profile profile,
        Map<String, String> inputs,
        @Nullable String host,
        Secrets secrets,
        Map<String, String> labels) {

    /// How the key of every label begins.
    public static final String LABEL_PREFIX = "sandboxer.coulomb.social/";

    private static final Pattern LABEL = Pattern.compile(Pattern.quote(LABEL_PREFIX) + "[a-z0-9][a-z0-9.-]{0,62}");

    public ProvisionRequest {
        inputs = Map.copyOf(inputs);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        for (String key : labels.keySet()) {
            if (!LABEL.matcher(key).matches()) {
                throw new IllegalArgumentException("not a label's key below " + LABEL_PREFIX + ": " + key);
            }
        }
    }

    /// Without secrets and labels.
    public ProvisionRequest(
            SandboxIdentity identity, Profile profile, Map<String, String> inputs, @Nullable String host) {
        this(identity, profile, inputs, host, Secrets.NONE, Map.of());
    }

    /// The same sandbox, as [Extension#observe] and [Extension#teardown] want it.
    public SandboxReference reference() {
        return new SandboxReference(identity, host);
    }
}
