package social.coulomb.sandboxer.apiserver.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes that become durable together, judged one after the other: each sees what those before it in the batch
/// did.
///
/// Nobody is told anything before the batch is durable, not even that an expectation failed, because it may
/// have failed against a write of the same batch.
final class WriteBatch {

    private final Function<ObjectKey, @Nullable StoredObject> durable;
    private final Map<ObjectKey, Optional<StoredObject>> changed = new HashMap<>();
    private final List<PendingWrite> writes = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final List<RevisionRow> rows = new ArrayList<>();
    private final List<StoreEvent> events = new ArrayList<>();
    private final long time;
    private long revision;

    /// @param durable the state before the batch
    /// @param revision the newest revision before the batch
    /// @param time what the batch's rows say about when they were written, in milliseconds since 1970
    WriteBatch(Function<ObjectKey, @Nullable StoredObject> durable, long revision, long time) {
        this.durable = durable;
        this.revision = revision;
        this.time = time;
    }

    void add(PendingWrite write) {
        writes.add(write);
        StoredObject current = current(write.key());
        if (!meets(write.expected(), current)
                || (write.operation() == PendingWrite.Operation.DELETE && current == null)) {
            Optional<StoredObject> found = Optional.ofNullable(current);
            answers.add(() -> write.refuse(found));
            return;
        }
        revision++;
        ObjectKey key = current == null ? write.key() : current.key();
        var object = new StoredObject(key, revision, write.json().at(revision));
        StoreEvent.Type type = typeOf(write.operation(), current);
        long superseded = current == null ? 0 : current.revision();
        rows.add(new RevisionRow(revision, time, type, key, superseded, object.json()));
        events.add(new StoreEvent(type, object, current));
        changed.put(key, type == StoreEvent.Type.DELETED ? Optional.empty() : Optional.of(object));
        answers.add(() -> write.succeed(object));
    }

    /// What the log must take before anybody is answered; empty when every write was refused.
    List<RevisionRow> rows() {
        return rows;
    }

    List<StoreEvent> events() {
        return events;
    }

    long time() {
        return time;
    }

    /// Answers every caller; the batch is durable and visible.
    void complete() {
        answers.forEach(Runnable::run);
    }

    /// Tells every caller that the log did not take the batch.
    void fail(String reason) {
        writes.forEach(write -> write.fail(reason));
    }

    private @Nullable StoredObject current(ObjectKey key) {
        Optional<StoredObject> overlaid = changed.get(key);
        return overlaid == null ? durable.apply(key) : overlaid.orElse(null);
    }

    private static boolean meets(Expectation expected, @Nullable StoredObject current) {
        return switch (expected) {
            case Expectation.Absent() -> current == null;
            case Expectation.Revision(long wanted) -> current != null && current.revision() == wanted;
            case Expectation.Any() -> true;
        };
    }

    private static StoreEvent.Type typeOf(PendingWrite.Operation operation, @Nullable StoredObject current) {
        return switch (operation) {
            case DELETE -> StoreEvent.Type.DELETED;
            case PUT -> current == null ? StoreEvent.Type.CREATED : StoreEvent.Type.UPDATED;
        };
    }
}
