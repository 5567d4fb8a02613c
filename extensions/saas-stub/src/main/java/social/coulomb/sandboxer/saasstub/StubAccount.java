package social.coulomb.sandboxer.saasstub;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// The outside world of the stub: what exists at its provider, on disk. Thread-safe.
///
/// A sandbox is one file under its own name, made whole by a link that fails where there is one already: so a
/// program that is killed at any point leaves a whole file or none, and nothing is ever there twice. Found by
/// name, without looking at the others. Nothing is forced to the disk: a power cut may lose what was made last.
final class StubAccount {

    private static final int STRIPES = 64;
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final Path sandboxes;
    private final Path unfinished;
    private final UsageBook usage;
    private final Clock clock;
    private final AtomicBoolean swept = new AtomicBoolean();
    private final ReentrantLock quotaLock = new ReentrantLock();
    private final List<ReentrantLock> locks =
            IntStream.range(0, STRIPES).mapToObj(index -> new ReentrantLock()).toList();

    /// @param folder the account's own; made when the first sandbox is
    StubAccount(Path folder, Clock clock) {
        sandboxes = folder.resolve("sandboxes");
        unfinished = folder.resolve("unfinished");
        usage = new UsageBook(folder.resolve("usage"));
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Optional<StubSandbox> find(SandboxIdentity identity) throws IOException {
        Path file = file(identity);
        try {
            return Optional.of(StubSandbox.fromJson(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Makes the sandbox where there is none under its name, and returns what stands there then.
    ///
    /// @param quota the most sandboxes at once; null means no bound
    /// @return empty when the quota is used up: nothing was made
    Optional<StubSandbox> create(StubSandbox wanted, @Nullable Integer quota) throws IOException {
        if (quota == null) {
            return Optional.of(create(wanted));
        }
        quotaLock.lock();
        try {
            Optional<StubSandbox> present = find(wanted.owner());
            return present.isPresent() || count() < quota ? Optional.of(create(wanted)) : Optional.empty();
        } finally {
            quotaLock.unlock();
        }
    }

    /// Marks it as usable.
    ///
    /// @return whether it is there
    boolean markReady(SandboxIdentity identity) throws IOException {
        ReentrantLock lock = lock(identity);
        lock.lock();
        try {
            Optional<StubSandbox> present = find(identity);
            if (present.isPresent() && present.get().readyAt() == null) {
                Path draft = draft(present.get().readyAt(now()));
                Files.move(draft, file(identity), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return present.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /// Charges for the sandbox and forgets it.
    ///
    /// @return whether there was one
    boolean end(SandboxIdentity identity) throws IOException {
        ReentrantLock lock = lock(identity);
        lock.lock();
        try {
            Optional<StubSandbox> present = find(identity);
            if (present.isEmpty()) {
                return false;
            }
            usage.charge(present.get(), now());
            return Files.deleteIfExists(file(identity));
        } finally {
            lock.unlock();
        }
    }

    /// What was charged for it so far, and what would be charged if it ended now; the oldest first.
    List<UsageBook.Span> usageOf(SandboxIdentity identity) throws IOException {
        ReentrantLock lock = lock(identity);
        lock.lock();
        try {
            List<UsageBook.Span> spans = new ArrayList<>(usage.of(identity));
            find(identity)
                    .filter(present -> present.belongsTo(identity))
                    .filter(present ->
                            spans.stream().noneMatch(span -> span.from().equals(present.createdAt())))
                    .ifPresent(present -> spans.add(UsageBook.Span.of(present, now())));
            return spans;
        } finally {
            lock.unlock();
        }
    }

    /// How many sandboxes exist. Reads all names: for quotas and tests, not for every look.
    int count() throws IOException {
        int count = 0;
        for (Path shard : list(sandboxes)) {
            count += list(shard).size();
        }
        return count;
    }

    private StubSandbox create(StubSandbox wanted) throws IOException {
        if (swept.compareAndSet(false, true)) {
            sweep();
        }
        Path file = file(wanted.owner());
        Files.createDirectories(file.getParent());
        Path draft = draft(wanted);
        try {
            Files.createLink(file, draft);
            return wanted;
        } catch (FileAlreadyExistsException e) {
            return find(wanted.owner()).orElse(wanted);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path draft(StubSandbox sandbox) throws IOException {
        Files.createDirectories(unfinished);
        return Files.write(unfinished.resolve(UUID.randomUUID() + ".json"), sandbox.toJson());
    }

    /// Removes drafts of programs that were killed.
    private void sweep() throws IOException {
        Instant before = now().minus(ABANDONED);
        for (Path draft : list(unfinished)) {
            try {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(before)) {
                    Files.deleteIfExists(draft);
                }
            } catch (NoSuchFileException e) {
                continue;
            }
        }
    }

    private Path file(SandboxIdentity identity) {
        String name = identity.backendName();
        return sandboxes.resolve(identity.sandboxId().substring(0, 2)).resolve(name + ".json");
    }

    private ReentrantLock lock(SandboxIdentity identity) {
        return locks.get(Math.floorMod(identity.backendName().hashCode(), STRIPES));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
