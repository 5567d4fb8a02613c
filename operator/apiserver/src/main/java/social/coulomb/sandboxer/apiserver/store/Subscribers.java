package social.coulomb.sandboxer.apiserver.store;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everybody who follows changes, found by resource.
final class Subscribers {

    private record Resource(String group, String name) {}

    private final ConcurrentMap<Resource, CopyOnWriteArrayList<QueuedSubscription>> byResource =
            new ConcurrentHashMap<>();
    private final int capacity;
    private volatile long offeredThrough;
    private volatile boolean closed;

    Subscribers(int capacity, long revision) {
        this.capacity = capacity;
        this.offeredThrough = revision;
    }

    /// The newest revision of which everything up to it was offered to whom it concerns.
    long offeredThrough() {
        return offeredThrough;
    }

    /// Registers first and reads history afterwards: a change that happens in between is in both and skipped
    /// once.
    Subscription subscribe(CollectionKey collection, long afterRevision, ObjectState state) throws RevisionCompacted {
        var subscription = new QueuedSubscription(collection, afterRevision, capacity, this);
        Resource resource = new Resource(collection.group(), collection.resource());
        byResource
                .computeIfAbsent(resource, unknown -> new CopyOnWriteArrayList<>())
                .add(subscription);
        try {
            long through = state.revision();
            subscription.playBack(state.history().between(collection, afterRevision, through), through);
        } catch (RevisionCompacted gone) {
            subscription.close();
            throw gone;
        }
        if (closed) {
            subscription.close();
        }
        return subscription;
    }

    /// Passes changes on; they must be visible to readers already.
    void publish(List<StoreEvent> events) {
        for (StoreEvent event : events) {
            ObjectKey key = event.object().key();
            var interested = byResource.get(new Resource(key.group(), key.resource()));
            if (interested == null) {
                continue;
            }
            for (QueuedSubscription subscription : interested) {
                if (subscription.collection().contains(key)) {
                    subscription.offer(event);
                }
            }
        }
        offeredThrough = events.getLast().revision();
    }

    void remove(QueuedSubscription subscription) {
        CollectionKey collection = subscription.collection();
        var registered = byResource.get(new Resource(collection.group(), collection.resource()));
        if (registered != null) {
            registered.remove(subscription);
        }
    }

    int count() {
        return byResource.values().stream().mapToInt(List::size).sum();
    }

    void close() {
        closed = true;
        byResource.values().forEach(registered -> registered.forEach(QueuedSubscription::close));
    }
}
