package social.coulomb.sandboxer.apiserver.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The changes of the recent past.
///
/// One thread appends, compacts and forgets; any thread reads without blocking it. A reader learns only after
/// reading whether the changes it wanted were still all there, since they may be forgotten meanwhile.
final class History {

    /// A change with the time at which it was written.
    private record Entry(StoreEvent event, long time) {

        /// Memory that this change alone keeps alive: the state it replaced, and a deleted object's last one.
        long supersededBytes() {
            StoredObject previous = event.previous();
            long replaced = previous == null ? 0 : previous.json().length;
            return event.type() == StoreEvent.Type.DELETED
                    ? replaced + event.object().json().length
                    : replaced;
        }
    }

    private final HistoryBounds bounds;
    private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private long supersededBytes;
    private long newest;
    private volatile long compacted;

    History(HistoryBounds bounds, long compacted) {
        this.bounds = bounds;
        this.compacted = compacted;
        this.newest = compacted;
    }

    /// The revision after which every change is still known.
    long compacted() {
        return compacted;
    }

    void append(StoreEvent event, long time) {
        var entry = new Entry(event, time);
        entries.put(event.revision(), entry);
        newest = event.revision();
        supersededBytes += entry.supersededBytes();
    }

    /// The changes of a collection with revisions above the first and up to the second.
    List<StoreEvent> between(CollectionKey collection, long after, long through) throws RevisionCompacted {
        List<StoreEvent> found = new ArrayList<>();
        if (after < through) {
            for (Entry entry : entries.subMap(after, false, through, true).values()) {
                if (collection.contains(entry.event().object().key())) {
                    found.add(entry.event());
                }
            }
        }
        requireKept(after);
        return found;
    }

    /// Every change known above a revision, also such as are not visible yet.
    List<StoreEvent> after(CollectionKey collection, long revision) throws RevisionCompacted {
        return between(collection, revision, Long.MAX_VALUE);
    }

    /// The next step of forgetting, if at least so many changes are beyond the bounds. The newest change always
    /// stays: its row is what tells a restart how far the counter had come.
    @Nullable
    Compaction due(long now, int minimum, int maximum) {
        long oldest = now - bounds.age().toMillis();
        long surplus = newest - compacted - bounds.events();
        long bytes = supersededBytes;
        List<Long> superseded = new ArrayList<>();
        long through = compacted;
        ConcurrentNavigableMap<Long, Entry> candidates = entries.headMap(newest, false);
        for (Entry entry : candidates.values()) {
            boolean beyond = surplus > 0 || bytes > bounds.supersededBytes() || entry.time() < oldest;
            if (!beyond || through - compacted == maximum) {
                break;
            }
            surplus--;
            bytes -= entry.supersededBytes();
            through = entry.event().revision();
            addSuperseded(entry.event(), superseded);
        }
        return through - compacted < minimum ? null : new Compaction(through, List.copyOf(superseded));
    }

    /// Drops what a finished compaction no longer covers.
    void forget(Compaction done) {
        compacted = done.compacted();
        ConcurrentNavigableMap<Long, Entry> old = entries.headMap(done.compacted(), true);
        for (Entry entry : old.values()) {
            supersededBytes -= entry.supersededBytes();
        }
        old.clear();
    }

    void requireKept(long revision) throws RevisionCompacted {
        long limit = compacted;
        if (revision < limit) {
            throw new RevisionCompacted(revision, limit);
        }
    }

    private static void addSuperseded(StoreEvent event, List<Long> superseded) {
        StoredObject previous = event.previous();
        if (previous != null) {
            superseded.add(previous.revision());
        }
        if (event.type() == StoreEvent.Type.DELETED) {
            superseded.add(event.revision());
        }
    }
}
