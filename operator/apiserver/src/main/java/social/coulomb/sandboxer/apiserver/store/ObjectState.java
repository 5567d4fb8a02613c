package social.coulomb.sandboxer.apiserver.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The objects in memory, with their recent past.
///
/// One thread applies changes; any thread reads without blocking it. A list is walked while changes come in and
/// then corrected: every change enters the history before it enters the map, so undoing what the history holds
/// above a revision yields exactly the state at that revision.
final class ObjectState {

    private final ConcurrentSkipListMap<ObjectKey, StoredObject> objects;
    private final History history;
    private final ResourceCounts counts;
    private volatile long revision;

    ObjectState(ConcurrentSkipListMap<ObjectKey, StoredObject> objects, History history, long revision) {
        this.objects = objects;
        this.history = history;
        this.counts = new ResourceCounts(objects.keySet());
        this.revision = revision;
    }

    /// The newest revision that readers see.
    long revision() {
        return revision;
    }

    History history() {
        return history;
    }

    int size() {
        return objects.size();
    }

    int count(String group, String resource) {
        return counts.of(group, resource);
    }

    @Nullable
    StoredObject find(ObjectKey key) {
        return objects.get(key);
    }

    Listing list(CollectionKey collection) {
        while (true) {
            try {
                return listAt(collection, revision);
            } catch (RevisionCompacted overtaken) {
                // So many changes came while walking that the history passed the revision: walk again.
                Thread.onSpinWait();
            }
        }
    }

    Listing listAt(CollectionKey collection, long at) throws RevisionCompacted {
        history.requireKept(collection, at);
        List<StoredObject> items = new ArrayList<>();
        for (StoredObject object :
                objects.tailMap(collection.lowerBound(), true).values()) {
            if (!collection.contains(object.key())) {
                break;
            }
            items.add(object);
        }
        NavigableMap<ObjectKey, Optional<StoredObject>> undo = new TreeMap<>();
        for (StoreEvent event : history.after(collection, at)) {
            undo.putIfAbsent(event.object().key(), Optional.ofNullable(event.previous()));
        }
        return new Listing(at, undo.isEmpty() ? items : correct(items, undo));
    }

    /// Shows changes to readers. They must be durable and in order of revision.
    void apply(List<StoreEvent> events, long time) {
        for (StoreEvent event : events) {
            history.append(event, time);
            if (event.type() == StoreEvent.Type.DELETED) {
                objects.remove(event.object().key());
            } else {
                objects.put(event.object().key(), event.object());
            }
            counts.take(event);
        }
        revision = events.getLast().revision();
    }

    Map<CollectionKey, Integer> counts() {
        Map<CollectionKey, Integer> found = new LinkedHashMap<>();
        for (ObjectKey key : objects.keySet()) {
            Optional<String> namespace = key.namespace().isEmpty() ? Optional.empty() : Optional.of(key.namespace());
            found.merge(new CollectionKey(key.group(), key.resource(), namespace), 1, Integer::sum);
        }
        return found;
    }

    private static List<StoredObject> correct(
            List<StoredObject> items, NavigableMap<ObjectKey, Optional<StoredObject>> undo) {
        NavigableMap<ObjectKey, StoredObject> corrected = new TreeMap<>();
        for (StoredObject item : items) {
            corrected.put(item.key(), item);
        }
        undo.forEach(
                (key, past) -> past.ifPresentOrElse(object -> corrected.put(key, object), () -> corrected.remove(key)));
        return List.copyOf(corrected.values());
    }
}
