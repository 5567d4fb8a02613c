package social.coulomb.sandboxer.host.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `{baseDir}/{sandboxId}/.sandboxer.json` says: whose directory this is. By itself sufficient proof of
/// ownership.
///
/// @param sandboxId the sandbox's id on backends
/// @param uid the UID of the Sandbox object
/// @param installation which set of controllers made it
/// @param incarnation which establishment of the sandbox
/// @param project the compose project, if there is one
/// @param profile the profile's id
public record SandboxMarker(
        String sandboxId,
        String uid,
        String installation,
        long incarnation,
        @Nullable String project,
        @Nullable String profile,
        Instant createdAt) {
    /// Its name inside the sandbox's directory.
    public static final String FILE_NAME = ".sandboxer.json";
}
