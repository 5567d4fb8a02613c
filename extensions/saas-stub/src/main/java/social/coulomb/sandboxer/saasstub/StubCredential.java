package social.coulomb.sandboxer.saasstub;

import java.time.Duration;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.catalog.CredentialNeed;

/// Turns calls without a credential away, as a provider does. What the credential is does not matter here.
///
/// @param extension whose credential it is
record StubCredential(String extension, CredentialNeed need, EnvironmentVariables environment) {

    private static final String REASON = "CredentialMissing";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// @throws ExtensionFailure.Waiting when nothing can be made without it
    void requireToMake() throws ExtensionFailure.Waiting {
        if (!need.isMet(environment)) {
            throw new ExtensionFailure.Waiting(REASON, message(), PAUSE);
        }
    }

    /// @throws ExtensionFailure.Transient when nothing can be seen without it, which says nothing about what
    ///     exists
    void requireToSee() throws ExtensionFailure.Transient {
        if (!need.isMet(environment)) {
            throw new ExtensionFailure.Transient(REASON, message());
        }
    }

    private String message() {
        return extension + " has no credential: " + need.cure() + ".";
    }
}
