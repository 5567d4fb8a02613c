package social.coulomb.sandboxer.apiserver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a store's directory to one process, and within that process to one store.
final class DirectoryLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

    private final FileChannel channel;
    private final Path holder;

    private DirectoryLock(FileChannel channel, Path holder) {
        this.channel = channel;
        this.holder = holder;
    }

    static DirectoryLock acquire(StoreFiles files) throws StoreLocked {
        String self = describe(ProcessHandle.current());
        try {
            // Asked first: opening and closing the lock file here would end the lock that this process holds.
            if (self.equals(readHolder(files.holder()))) {
                throw new StoreLocked(files.directory(), "this very process (pid " + pidOf(self) + ")");
            }
            StoreFiles.createFile(files.lock());
            FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreLocked(files.directory(), nameHolder(files.holder()));
            }
            writeHolder(files.holder(), self);
            return new DirectoryLock(channel, files.holder());
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot lock the store's directory " + files.directory(), unusable);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holder);
            channel.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot unlock " + holder, unusable);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    private static @Nullable String readHolder(Path holder) throws IOException {
        try {
            return Files.readString(holder);
        } catch (NoSuchFileException nobody) {
            return null;
        }
    }

    private static void writeHolder(Path holder, String self) {
        try {
            StoreFiles.createFile(holder);
            Files.writeString(holder, self);
        } catch (IOException full) {
            LOG.warn("Cannot write {}; a full disk does not keep the store from being read", holder, full);
        }
    }

    private static String nameHolder(Path holder) throws IOException {
        String description = readHolder(holder);
        return description == null || description.isBlank()
                ? "another process (its pid is not written yet)"
                : "the process with pid " + pidOf(description);
    }

    /// The start time belongs to a process's identity: in a container, every incarnation may have the same pid.
    private static String describe(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        return process.pid() + " " + started + "\n";
    }

    private static String pidOf(String description) {
        return description.strip().split(" ", 2)[0];
    }
}
