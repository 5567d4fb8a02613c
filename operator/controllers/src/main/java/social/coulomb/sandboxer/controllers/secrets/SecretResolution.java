package social.coulomb.sandboxer.controllers.secrets;

import java.util.List;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.sdk.Secrets;

/// What came of looking for a sandbox's secrets, sealed by what the caller does next.
public sealed interface SecretResolution {

    /// Everything is there.
    record Resolved(Secrets secrets) implements SecretResolution {}

    /// Something is not there, or cannot be used. It may come: wait, and look again.
    record Missing(List<MissingSecret> secrets) implements SecretResolution {
        public Missing {
            secrets = List.copyOf(secrets);
        }

        /// All of it, for people.
        public String message() {
            return secrets.stream().map(MissingSecret::message).collect(Collectors.joining(" "));
        }
    }

    /// The API did not answer, so that nothing is known: try again.
    record Unknown(String message) implements SecretResolution {}

    /// @param ref as the profile names it, or the Secret that cannot be used
    /// @param looked where it was looked for, in order
    /// @param message the cause and the cure; no value
    record MissingSecret(String ref, List<String> looked, String message) {
        public MissingSecret {
            looked = List.copyOf(looked);
        }
    }
}
