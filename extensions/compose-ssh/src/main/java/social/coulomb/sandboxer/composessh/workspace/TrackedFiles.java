package social.coulomb.sandboxer.composessh.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// What git tracks in a checkout, as it stands in the work tree now.
final class TrackedFiles {

    private TrackedFiles() {}

    /// @param directory a checkout's top, or a directory inside one
    /// @param ceiling the highest directory that may be read
    static boolean isCheckout(Path directory, Path ceiling) {
        return builder(directory, ceiling).getGitDir() != null;
    }

    private static FileRepositoryBuilder builder(Path directory, Path ceiling) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        Path above = ceiling.getParent();
        if (above != null) {
            builder.addCeilingDirectory(above.toFile());
        }
        return builder.findGitDir(directory.toFile());
    }

    /// Files of the index that are there, relative to the directory. Submodules are left out: they are
    /// checkouts of their own.
    static List<Path> list(Path directory, Path ceiling) throws IOException {
        try (Repository repository = builder(directory, ceiling).build()) {
            File top = repository.getWorkTree();
            String prefix = top.toPath().toRealPath().relativize(directory).toString();
            DirCache index = repository.readDirCache();
            Set<Path> files = new LinkedHashSet<>();
            for (int entry = 0; entry < index.getEntryCount(); entry++) {
                String path = index.getEntry(entry).getPathString();
                if (index.getEntry(entry).getFileMode().equals(FileMode.GITLINK)
                        || !(prefix.isEmpty() || path.startsWith(prefix + "/"))) {
                    continue;
                }
                Path file = Path.of(prefix.isEmpty() ? path : path.substring(prefix.length() + 1));
                if (Files.exists(directory.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                }
            }
            return List.copyOf(files);
        }
    }
}
