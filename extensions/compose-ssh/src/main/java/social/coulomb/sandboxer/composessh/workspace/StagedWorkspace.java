package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A workspace on this machine, ready to be sent. Closing it removes what was fetched for it and nothing else.
///
/// @param root its real path
/// @param files what belongs to it, relative to the root
public record StagedWorkspace(Path root, List<Path> files, Release release) implements AutoCloseable {

    public StagedWorkspace {
        files = List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        release.run();
    }

    /// How what was fetched is removed.
    @FunctionalInterface
    public interface Release {

        /// For workspaces that are read where they are.
        Release NOTHING = () -> {};

        void run() throws IOException;
    }
}
