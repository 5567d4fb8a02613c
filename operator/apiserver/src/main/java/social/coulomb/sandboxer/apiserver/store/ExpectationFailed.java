package social.coulomb.sandboxer.apiserver.store;

import java.util.Optional;

/// A write found something else under its key than it expected; nothing was written.
public final class ExpectationFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<StoredObject> current;

    ExpectationFailed(ObjectKey key, Expectation expected, Optional<StoredObject> current) {
        super("Expected " + expected + " under " + key + ", found "
                + current.map(StoredObject::toString).orElse("nothing"));
        this.current = current;
    }

    /// What stood under the key when the write was judged; durable.
    public Optional<StoredObject> current() {
        return current;
    }
}
