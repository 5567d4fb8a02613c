package social.coulomb.sandboxer.host.inventory;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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
/// @param labels for whom it is, for people; proves nothing
public record SandboxMarker(
        String sandboxId,
        String uid,
        String installation,
        long incarnation,
        @Nullable String project,
        @Nullable String profile,
        Instant createdAt,
        Map<String, String> labels) {
    /// Its name inside the sandbox's directory.
    public static final String FILE_NAME = ".sandboxer.json";

    public SandboxMarker {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /// Without labels.
    public SandboxMarker(
            String sandboxId,
            String uid,
            String installation,
            long incarnation,
            @Nullable String project,
            @Nullable String profile,
            Instant createdAt) {
        this(sandboxId, uid, installation, incarnation, project, profile, createdAt, Map.of());
    }
}
