package social.coulomb.sandboxer.apiserver.store;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Rebuilds objects and history from the log's rows and judges whether the log is whole.
///
/// The first thing found wrong is remembered as the damage; what can be read is still read, to be served
/// read-only.
final class LogReplay {

    /// What a log yields.
    ///
    /// @param damage what is wrong with the log, null when it is whole
    record Result(
            ObjectState state, Horizon horizon, @Nullable String damage) {}

    private final Path log;
    private final Horizon horizon;
    private final HistoryBounds bounds;
    private final History history;
    private final ConcurrentSkipListMap<ObjectKey, StoredObject> objects = new ConcurrentSkipListMap<>();
    private long keptRows;
    private long newest;
    private @Nullable String damage;

    LogReplay(Path log, Horizon horizon, HistoryBounds bounds) {
        this.log = log;
        this.horizon = horizon;
        this.bounds = bounds;
        this.history = new History(bounds, horizon.compacted());
        this.newest = horizon.compacted();
    }

    /// Takes the next row, whose checksum was found right.
    void accept(RevisionRow row) {
        StoredObject previous = row.type() == StoreEvent.Type.DELETED
                ? objects.remove(row.key())
                : objects.put(row.key(), row.object());
        if (row.revision() <= horizon.compacted()) {
            keptRows++;
        } else {
            requireSuccession(row, previous);
            history.append(new StoreEvent(row.type(), row.object(), previous), row.time());
            newest = row.revision();
        }
    }

    /// Notes what is wrong; only the first report counts, since later ones tend to be its consequences.
    void report(String problem) {
        if (damage == null) {
            damage = problem;
        }
    }

    /// Concludes, holding the log against the newest revision known to have been acknowledged.
    Result finish(long acknowledged) {
        if (keptRows != horizon.keptRows()) {
            report(log + ": up to revision " + horizon.compacted() + " there are " + keptRows + " rows instead of "
                    + horizon.keptRows());
        }
        if (newest < acknowledged) {
            report(log + ": it ends at revision " + newest + ", but revision " + acknowledged + " was acknowledged");
        }
        if (damage == null) {
            return new Result(new ObjectState(objects, history, newest), horizon, null);
        }
        // A history with holes would lie to whoever resumes from it, so a damaged store has none.
        long last = Math.max(newest, acknowledged);
        return new Result(new ObjectState(objects, new History(bounds, last), last), horizon, damage);
    }

    private void requireSuccession(RevisionRow row, @Nullable StoredObject previous) {
        if (row.revision() != newest + 1) {
            report(log + ": revision " + (newest + 1) + " is missing");
        }
        long standing = previous == null ? 0 : previous.revision();
        if (standing != row.previous()) {
            report(log + ": revision " + row.revision() + " replaced revision " + row.previous() + " of " + row.key()
                    + ", but found is " + standing);
        }
    }
}
