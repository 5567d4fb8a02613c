package social.coulomb.sandboxer.controllers.secrets;

import java.util.Map;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Finds the values that a profile's `setup.secret_refs` stand for, and the logins for private sources and images.
@FunctionalInterface
public interface SecretSource {

    /// Blocks for a request or some. Keeps nothing: every call reads anew.
    ///
    /// @param namespace the sandbox's
    /// @param inputs the sandbox's, which tell whether anything of it has to be fetched
    SecretResolution resolve(String namespace, Profile profile, Map<String, String> inputs);
}
