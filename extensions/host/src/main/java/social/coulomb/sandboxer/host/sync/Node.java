package social.coulomb.sandboxer.host.sync;

import java.time.Instant;

/// What stands under a name, as far as both sides can hold it: permissions without set-user-id and its like.
sealed interface Node {
    /// The bits of a mode that are carried over.
    int PERMISSIONS = 0777;

    /// @param size in bytes
    record RegularFile(int mode, long size, Instant modified) implements Node {}

    record Directory(int mode) implements Node {}

    /// @param target as bytes, see [EntryNames]
    record Link(String target) implements Node {}

    /// A device, socket or pipe: never carried over, and removed where it is not wanted.
    record Special() implements Node {}
}
