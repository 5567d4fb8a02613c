package social.coulomb.sandboxer.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The durable store of the embedded API.
///
/// Reads never wait for writes. Writes block until they are durable; readers and subscribers see a change only
/// then. Each write takes the next revision of one counter, which no crash and no compaction ever sets back.
/// Where the files turn out to be damaged the store opens read-only and [#damage()] says what is wrong and
/// where. All methods may be called from any thread.
public final class RevisionStore implements AutoCloseable {

    private final StoreFiles files;
    private final DirectoryLock lock;
    private final ObjectState state;
    private final Subscribers subscribers;
    private final @Nullable RevisionWriter writer;
    private final @Nullable String damage;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RevisionStore(
            StoreFiles files,
            DirectoryLock lock,
            Subscribers subscribers,
            LogReplay.Result replayed,
            @Nullable RevisionWriter writer) {
        this.files = files;
        this.lock = lock;
        this.state = replayed.state();
        this.damage = replayed.damage();
        this.subscribers = subscribers;
        this.writer = writer;
    }

    /// Opens a directory's store, making it when there is none, and reads all of it.
    ///
    /// @throws StoreDamaged when there is a log of which nothing can be read
    /// @throws StoreTooNew when a newer release wrote it
    /// @throws StoreLocked when it is open already, here or in another process
    /// @throws UncheckedIOException when the directory cannot be used
    public static RevisionStore open(StoreOptions options) throws StoreDamaged, StoreTooNew, StoreLocked {
        return open(options, UnaryOperator.identity());
    }

    /// The same with something put around the log, which is how faults are brought about that cannot be had
    /// otherwise.
    static RevisionStore open(StoreOptions options, UnaryOperator<RevisionLog> around)
            throws StoreDamaged, StoreTooNew, StoreLocked {
        var files = new StoreFiles(options.directory());
        files.createDirectory();
        DirectoryLock lock = DirectoryLock.acquire(files);
        boolean opened = false;
        try {
            LogReplay.Result replayed = new LogReader(files, options.history()).read();
            var subscribers = new Subscribers(
                    options.subscriberCapacity(), replayed.state().revision());
            RevisionWriter writer =
                    replayed.damage() == null ? openWriter(options, files, replayed, subscribers, around) : null;
            var store = new RevisionStore(files, lock, subscribers, replayed, writer);
            if (writer != null) {
                writer.start();
            }
            opened = true;
            return store;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /// The newest durable revision.
    public long revision() {
        return state.revision();
    }

    /// The newest state of an object.
    public Optional<StoredObject> get(ObjectKey key) {
        return Optional.ofNullable(state.find(key));
    }

    /// The objects of a collection as they stand together at one revision. Costs a walk over them, no copy of
    /// their content.
    public Listing list(CollectionKey collection) {
        return state.list(collection);
    }

    /// The objects of a collection exactly as they stood at a past revision.
    ///
    /// @throws RevisionCompacted when that is longer ago than history is kept
    /// @throws IllegalArgumentException when the revision is still to come
    public Listing listAt(CollectionKey collection, long revision) throws RevisionCompacted {
        if (revision > state.revision()) {
            throw new IllegalArgumentException("Revision " + revision + " is still to come");
        }
        return state.listAt(collection, revision);
    }

    /// Writes an object, new or changed, and returns it with its revision once it is durable. The argument is
    /// not changed; whether the write changes anything is for the caller to decide.
    ///
    /// @throws ExpectationFailed when something else than expected stands under the key
    /// @throws StoreReadOnly when the store cannot make it durable
    public StoredObject put(ObjectKey key, Expectation expected, ObjectNode object) throws ExpectationFailed {
        return write(new PendingWrite(PendingWrite.Operation.PUT, key, expected, ObjectJson.of(object)));
    }

    /// Removes an object and returns, once that is durable, its last state with the deletion's own revision.
    ///
    /// @param lastState what watchers are told was deleted
    /// @throws ExpectationFailed when something else than expected, or nothing at all, stands under the key
    /// @throws StoreReadOnly when the store cannot make it durable
    public StoredObject delete(ObjectKey key, Expectation expected, ObjectNode lastState) throws ExpectationFailed {
        return write(new PendingWrite(PendingWrite.Operation.DELETE, key, expected, ObjectJson.of(lastState)));
    }

    /// Follows the changes of a collection above a revision: first from history, then as they happen, without a
    /// gap. A revision still to come is allowed; changes up to it are skipped.
    ///
    /// @return a subscription that the caller closes
    /// @throws RevisionCompacted when the history no longer reaches back that far
    public Subscription subscribe(CollectionKey collection, long afterRevision) throws RevisionCompacted {
        return subscribers.subscribe(collection, afterRevision, state);
    }

    /// Whether writes are refused at present.
    public boolean readOnly() {
        return damage().isPresent();
    }

    /// Why writes are refused, with file and place; empty while the store is well. After a lack of room it
    /// empties by itself with the next write that succeeds, otherwise it stays until the store is opened again.
    public Optional<String> damage() {
        return writer == null ? Optional.ofNullable(damage) : writer.refusal();
    }

    /// How many objects a resource holds; costs nothing.
    public int count(String group, String resource) {
        return state.count(group, resource);
    }

    /// How many objects each namespace of each resource holds; costs a walk over all keys.
    public Map<CollectionKey, Integer> counts() {
        return state.counts();
    }

    public StoreStatistics statistics() {
        long compacted = state.history().compacted();
        long revision = state.revision();
        return new StoreStatistics(
                revision,
                compacted,
                state.size(),
                (int) (revision - compacted),
                subscribers.count(),
                writer == null ? 0 : writer.waiting(),
                files.logBytes());
    }

    /// Finishes the writes that wait, ends all subscriptions and releases the directory. Repeatable.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            subscribers.close();
            lock.close();
        }
    }

    private StoredObject write(PendingWrite write) throws ExpectationFailed {
        if (writer == null) {
            throw new StoreReadOnly("The store is read-only: " + damage);
        }
        return writer.write(write);
    }

    private static RevisionWriter openWriter(
            StoreOptions options,
            StoreFiles files,
            LogReplay.Result replayed,
            Subscribers subscribers,
            UnaryOperator<RevisionLog> around)
            throws StoreDamaged {
        ObjectState state = replayed.state();
        try {
            HighWaterMark highWater = HighWaterMark.open(files.highWater(), state.revision());
            try {
                RevisionLog log = around.apply(SqliteRevisionLog.open(
                        files.log(), replayed.horizon(), state.revision(), options.maximumBytes()));
                return new RevisionWriter(log, highWater, state, subscribers, options.clock());
            } catch (SQLException unusable) {
                highWater.close();
                throw new StoreDamaged(files.log(), unusable);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot write " + files.highWater(), unusable);
        }
    }
}
