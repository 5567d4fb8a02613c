package social.coulomb.sandboxer.host.basedir;

import org.jspecify.annotations.Nullable;

/// What `{baseDir}/.host` records: which machine this is, and which HostProbe owns the directory.
///
/// @param machineId `/etc/machine-id`, or `null` on a machine that has none
/// @param ownerId the HostProbe's UID
public record HostIdentity(@Nullable String machineId, String ownerId) {
    /// Its name inside the base directory.
    public static final String FILE_NAME = ".host";
}
