package social.coulomb.sandboxer.apiserver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Where a store's files are; all of them are readable by their owner only.
record StoreFiles(Path directory) {

    private static final String OWNER_ONLY_DIRECTORY = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    /// The revision log, a SQLite database; its `-wal` and `-shm` companions take over its permissions.
    Path log() {
        return directory.resolve("revisions.db");
    }

    /// The newest acknowledged revision, kept apart from the log so that it can convict the log of having lost
    /// one.
    Path highWater() {
        return directory.resolve("high-water");
    }

    /// The file whose lock says that the store is open.
    Path lock() {
        return directory.resolve("lock");
    }

    /// Who holds the lock. A file of its own: reading the locked file from the holding process would, on POSIX
    /// systems, give up the lock when the reader closes it.
    Path holder() {
        return directory.resolve("holder");
    }

    /// Changes that SQLite has not moved into the log's main file yet.
    Path writeAhead() {
        return directory.resolve("revisions.db-wal");
    }

    /// Size of the log with what is not yet checkpointed into it.
    long logBytes() {
        return sizeOf(log()) + sizeOf(writeAhead());
    }

    void createDirectory() {
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_DIRECTORY)));
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot make the store's directory " + directory, refused);
        }
    }

    /// Makes an empty file unless there is one.
    static void createFile(Path file) throws IOException {
        try {
            Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FILE)));
        } catch (FileAlreadyExistsException present) {
            return;
        }
        synchroniseDirectory(file);
    }

    /// Makes the name of a new file survive a power failure.
    private static void synchroniseDirectory(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /// Zero for a file that does not exist.
    static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException vanished) {
            return 0;
        }
    }
}
