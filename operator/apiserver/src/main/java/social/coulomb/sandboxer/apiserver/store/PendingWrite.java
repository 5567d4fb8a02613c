package social.coulomb.sandboxer.apiserver.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One write on its way to the log, with the caller who waits for it.
final class PendingWrite {

    /// What the write does to its key.
    enum Operation {
        PUT,
        DELETE
    }

    private sealed interface Outcome {
        record Written(StoredObject object) implements Outcome {}

        record Refused(Optional<StoredObject> current) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    private final Operation operation;
    private final ObjectKey key;
    private final Expectation expected;
    private final ObjectJson json;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    PendingWrite(Operation operation, ObjectKey key, Expectation expected, ObjectJson json) {
        this.operation = operation;
        this.key = key;
        this.expected = expected;
        this.json = json;
    }

    Operation operation() {
        return operation;
    }

    ObjectKey key() {
        return key;
    }

    Expectation expected() {
        return expected;
    }

    ObjectJson json() {
        return json;
    }

    /// The write is durable and visible.
    void succeed(StoredObject object) {
        outcome.complete(new Outcome.Written(object));
    }

    /// The write found something else than it expected.
    void refuse(Optional<StoredObject> current) {
        outcome.complete(new Outcome.Refused(current));
    }

    /// The log could not take the write.
    void fail(String reason) {
        outcome.complete(new Outcome.Failed(reason));
    }

    /// Waits for the outcome, also through an interruption: what becomes of a write must be known.
    StoredObject await() throws ExpectationFailed {
        return switch (outcome.join()) {
            case Outcome.Written(StoredObject object) -> object;
            case Outcome.Refused(Optional<StoredObject> current) -> throw new ExpectationFailed(key, expected, current);
            case Outcome.Failed(String reason) -> throw new StoreReadOnly(reason);
        };
    }
}
