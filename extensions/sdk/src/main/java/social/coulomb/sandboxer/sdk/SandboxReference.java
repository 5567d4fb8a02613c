package social.coulomb.sandboxer.sdk;

import org.jspecify.annotations.Nullable;

/// Points at one sandbox at one backend; enough to find it again after a crash.
///
/// @param identity who it is
/// @param host the name of the host it was placed on; null for backends without hosts
public record SandboxReference(
        SandboxIdentity identity, @Nullable String host) {}
