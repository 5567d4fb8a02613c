package social.coulomb.sandboxer.host.sync;

import java.time.Duration;

/// What a sync did.
///
/// @param sent entries that were new or different
/// @param removed entries that were not wanted
/// @param unchanged entries that were already right
/// @param bytes the size of the files sent
public record SyncResult(int sent, int removed, int unchanged, long bytes, Duration duration) {}
