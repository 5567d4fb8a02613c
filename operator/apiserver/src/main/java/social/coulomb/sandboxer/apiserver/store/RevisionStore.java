package social.coulomb.sandboxer.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// The durable store of the embedded API.
///
/// Reads never block on writes. Writes block until they are durable; a change is seen by readers and subscribers
/// only then. All methods may be called from any thread.
public final class RevisionStore implements AutoCloseable {

    private RevisionStore() {}

    public static RevisionStore open(StoreOptions options) throws StoreDamaged, StoreTooNew, StoreLocked {
        throw new UnsupportedOperationException();
    }

    public long revision() {
        throw new UnsupportedOperationException();
    }

    public Optional<StoredObject> get(ObjectKey key) {
        throw new UnsupportedOperationException();
    }

    public Listing list(CollectionKey collection) {
        throw new UnsupportedOperationException();
    }

    public Listing listAt(CollectionKey collection, long revision) throws RevisionCompacted {
        throw new UnsupportedOperationException();
    }

    public StoredObject put(ObjectKey key, Expectation expected, ObjectNode object) throws ExpectationFailed {
        throw new UnsupportedOperationException();
    }

    public StoredObject delete(ObjectKey key, Expectation expected, ObjectNode lastState) throws ExpectationFailed {
        throw new UnsupportedOperationException();
    }

    public Subscription subscribe(CollectionKey collection, long afterRevision) throws RevisionCompacted {
        throw new UnsupportedOperationException();
    }

    public boolean readOnly() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> damage() {
        throw new UnsupportedOperationException();
    }

    public Map<CollectionKey, Integer> counts() {
        throw new UnsupportedOperationException();
    }

    public StoreStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
