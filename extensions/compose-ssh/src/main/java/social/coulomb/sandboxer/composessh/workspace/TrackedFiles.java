package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// What git tracks in a checkout, as it stands in the work tree now.
final class TrackedFiles {

    private TrackedFiles() {}

    static boolean isCheckout(Path directory) {
        return Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    /// Files of the index that are there, relative to the directory. Submodules are left out: they are checkouts of
    /// their own.
    static List<Path> list(Path directory) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setWorkTree(directory.toFile());
        builder.findGitDir(directory.toFile());
        try (Repository repository = builder.build()) {
            DirCache index = repository.readDirCache();
            List<Path> files = new ArrayList<>();
            for (int entry = 0; entry < index.getEntryCount(); entry++) {
                Path file = Path.of(index.getEntry(entry).getPathString());
                boolean submodule = index.getEntry(entry).getFileMode().equals(FileMode.GITLINK);
                if (!submodule && Files.exists(directory.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                }
            }
            return files;
        }
    }
}
