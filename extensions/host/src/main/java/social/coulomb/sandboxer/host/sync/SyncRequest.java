package social.coulomb.sandboxer.host.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What is to be brought to a host.
///
/// @param root the local directory
/// @param files what of it is wanted, relative to the root: files and symbolic links, and directories that
///     shall exist even if empty; the directories above a file need not be named; what is not there any more is
///     left out
/// @param remoteDirectory an absolute path on the host; made if it is absent, its parent must exist
/// @param keep names directly inside the remote directory that are never touched: not removed though they are
///     not wanted, and not replaced if they are
/// @param timeout for the whole of it
public record SyncRequest(Path root, List<Path> files, String remoteDirectory, Set<String> keep, Duration timeout) {
    public SyncRequest {
        files = List.copyOf(files);
        keep = Set.copyOf(keep);
    }
}
