package social.coulomb.sandboxer.host.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import social.coulomb.sandboxer.host.shell.CancelSignal;

/// Makes a directory on a host equal to a local one: contents, modes, symbolic links, nothing more and nothing
/// less.
public interface WorkspaceSync {

    /// Sends what differs and removes what is not wanted. Blocks until done; repeatable, also after a
    /// half-finished run. Nothing else should write in the remote directory meanwhile; a link that was put
    /// there before is replaced or removed and never followed.
    ///
    /// Sends what was on disk while it read; a file that changes meanwhile is sent again by the next run.
    ///
    /// @throws IOException if the local directory cannot be read
    /// @throws social.coulomb.sandboxer.host.shell.HostFailure if the host cannot be reached
    /// @throws SyncRefused if the host would not take it: full disk, missing rights, something unsafe in the
    ///     way
    SyncResult sync(SyncRequest request, CancelSignal cancel) throws IOException;

    /// Every file, link and directory below `root`, relative to it.
    static List<Path> tree(Path root) throws IOException {
        try (var paths = java.nio.file.Files.walk(root)) {
            return paths.filter(path -> !path.equals(root))
                    .map(root::relativize)
                    .toList();
        }
    }
}
