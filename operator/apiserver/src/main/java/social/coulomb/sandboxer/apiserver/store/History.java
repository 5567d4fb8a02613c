package social.coulomb.sandboxer.apiserver.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The changes of the recent past.
///
/// One thread appends, compacts and forgets; any thread reads without blocking it. A reader learns only after
/// reading whether the changes it wanted were still all there, since they may be forgotten meanwhile.
///
/// A change may be emptied before it is forgotten: readers no longer find it, and only what the log needs to
/// know of it is left. That happens to the oldest changes of the resource that takes most of the memory.
final class History {

    /// What is known of a change that was written at some time.
    private sealed interface Entry {

        /// When it was written, in milliseconds since 1970.
        long time();

        /// The size of the states that the change has made superfluous.
        long supersededBytes();

        /// A change that readers find.
        record Full(StoreEvent event, long time) implements Entry {

            /// What this change alone keeps alive: the state it replaced, and a deleted object's last one.
            @Override
            public long supersededBytes() {
                StoredObject previous = event.previous();
                long replaced = previous == null ? 0 : previous.json().length;
                return event.type() == StoreEvent.Type.DELETED
                        ? replaced + event.object().json().length
                        : replaced;
            }
        }

        /// A change of which only the log still knows the content.
        ///
        /// @param superseded the rows that it has made superfluous
        record Emptied(long time, long supersededBytes, List<Long> superseded) implements Entry {}
    }

    private final HistoryBounds bounds;
    private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<GroupResource, ResourceHistory> resources = new HashMap<>();
    private final Map<GroupResource, Long> floors = new ConcurrentHashMap<>();
    private long bytesInMemory;
    private long bytesInFile;
    private long newest;
    private volatile long compacted;

    History(HistoryBounds bounds, long compacted) {
        this.bounds = bounds;
        this.compacted = compacted;
        this.newest = compacted;
    }

    /// The revision after which no change is forgotten. Single resources may go less far back.
    long compacted() {
        return compacted;
    }

    void append(StoreEvent event, long time) {
        var entry = new Entry.Full(event, time);
        Long revision = event.revision();
        entries.put(revision, entry);
        newest = revision;
        long bytes = entry.supersededBytes();
        of(event).add(revision, bytes);
        bytesInMemory += bytes;
        bytesInFile += bytes;
        while (bytesInMemory > bounds.supersededBytes() && emptyOldestOfLargest()) {
            // One change after the other, until the rest fits.
        }
    }

    /// The changes of a collection with revisions above the first and up to the second.
    List<StoreEvent> between(CollectionKey collection, long after, long through) throws RevisionCompacted {
        List<StoreEvent> found = new ArrayList<>();
        if (after < through) {
            for (Entry entry : entries.subMap(after, false, through, true).values()) {
                if (entry instanceof Entry.Full(StoreEvent event, long _)
                        && collection.contains(event.object().key())) {
                    found.add(event);
                }
            }
        }
        requireKept(collection, after);
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
        long bytes = bytesInFile;
        List<Long> superseded = new ArrayList<>();
        long through = compacted;
        ConcurrentNavigableMap<Long, Entry> candidates = entries.headMap(newest, false);
        for (Map.Entry<Long, Entry> candidate : candidates.entrySet()) {
            Entry entry = candidate.getValue();
            boolean beyond = surplus > 0 || bytes > bounds.fileBytes() || entry.time() < oldest;
            if (!beyond || through - compacted == maximum) {
                break;
            }
            surplus--;
            bytes -= entry.supersededBytes();
            through = candidate.getKey();
            superseded.addAll(superseded(entry));
        }
        return through - compacted < minimum ? null : new Compaction(through, List.copyOf(superseded));
    }

    /// Drops what a finished compaction no longer covers.
    void forget(Compaction done) {
        compacted = done.compacted();
        ConcurrentNavigableMap<Long, Entry> old = entries.headMap(done.compacted(), true);
        for (Entry entry : old.values()) {
            bytesInFile -= entry.supersededBytes();
            if (entry instanceof Entry.Full(StoreEvent event, long _)) {
                bytesInMemory -= entry.supersededBytes();
                of(event).removeOldest(entry.supersededBytes());
            }
        }
        old.clear();
    }

    void requireKept(CollectionKey collection, long revision) throws RevisionCompacted {
        long floor = floors.getOrDefault(GroupResource.of(collection), 0L);
        long limit = Math.max(compacted, floor);
        if (revision < limit) {
            throw new RevisionCompacted(revision, limit);
        }
    }

    private ResourceHistory of(StoreEvent event) {
        return resources.computeIfAbsent(GroupResource.of(event.object().key()), unknown -> new ResourceHistory());
    }

    /// Whether there was a change to empty.
    private boolean emptyOldestOfLargest() {
        Map.Entry<GroupResource, ResourceHistory> largest = Collections.max(
                resources.entrySet(),
                Comparator.comparingLong(resource -> resource.getValue().bytes()));
        Long revision = largest.getValue().oldest();
        // The newest change stays, so that whoever knows the present state can always go on from it.
        if (revision == null || revision == newest || !(entries.get(revision) instanceof Entry.Full entry)) {
            return false;
        }
        largest.getValue().removeOldest(entry.supersededBytes());
        // The floor first: whoever misses the change then learns that it is missing.
        floors.put(largest.getKey(), revision);
        entries.put(revision, new Entry.Emptied(entry.time(), entry.supersededBytes(), superseded(entry)));
        bytesInMemory -= entry.supersededBytes();
        return true;
    }

    private static List<Long> superseded(Entry entry) {
        return switch (entry) {
            case Entry.Emptied(long _, long _, List<Long> superseded) -> superseded;
            case Entry.Full(StoreEvent event, long _) -> superseded(event);
        };
    }

    private static List<Long> superseded(StoreEvent event) {
        List<Long> superseded = new ArrayList<>(2);
        StoredObject previous = event.previous();
        if (previous != null) {
            superseded.add(previous.revision());
        }
        if (event.type() == StoreEvent.Type.DELETED) {
            superseded.add(event.revision());
        }
        return List.copyOf(superseded);
    }
}
