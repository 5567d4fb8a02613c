package social.coulomb.sandboxer.apiserver.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A subscription that first plays back history and then what was queued for it since it was registered.
final class QueuedSubscription implements Subscription {

    private enum State {
        OPEN,
        OVERFLOWED,
        CLOSED
    }

    private final CollectionKey collection;
    private final Subscribers subscribers;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<StoreEvent> queue = new ArrayDeque<>();
    private Iterator<StoreEvent> backlog = Collections.emptyIterator();
    private State state = State.OPEN;
    private long skipThrough;
    private volatile long delivered;

    QueuedSubscription(CollectionKey collection, long afterRevision, int capacity, Subscribers subscribers) {
        this.collection = collection;
        this.capacity = capacity;
        this.subscribers = subscribers;
        this.skipThrough = afterRevision;
        this.delivered = afterRevision;
    }

    CollectionKey collection() {
        return collection;
    }

    /// Sets what was read from history after the registration; what is queued up to that revision is in it
    /// already.
    void playBack(List<StoreEvent> past, long through) {
        lock.lock();
        try {
            backlog = past.iterator();
            skipThrough = Math.max(skipThrough, through);
        } finally {
            lock.unlock();
        }
    }

    /// Queues a change without ever waiting for the consumer.
    void offer(StoreEvent event) {
        lock.lock();
        try {
            if (state != State.OPEN || event.revision() <= skipThrough) {
                return;
            }
            if (queue.size() == capacity) {
                end(State.OVERFLOWED);
                return;
            }
            queue.add(event);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable StoreEvent poll(Duration wait) throws InterruptedException, SubscriberTooSlow {
        long remaining = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                requireOpen();
                // Read before the queue is looked at: what was offered up to here is then in the queue or consumed.
                long offered = subscribers.offeredThrough();
                StoreEvent event = next();
                if (event != null) {
                    delivered = event.revision();
                    return event;
                }
                delivered = Math.max(delivered, offered);
                if (remaining <= 0) {
                    return null;
                }
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long deliveredThrough() {
        return delivered;
    }

    @Override
    public void close() {
        subscribers.remove(this);
        lock.lock();
        try {
            end(State.CLOSED);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StoreEvent next() {
        if (backlog.hasNext()) {
            return backlog.next();
        }
        while (!queue.isEmpty()) {
            StoreEvent event = queue.remove();
            if (event.revision() > skipThrough) {
                return event;
            }
        }
        return null;
    }

    private void requireOpen() throws SubscriberTooSlow {
        switch (state) {
            case OPEN -> {}
            case OVERFLOWED -> throw new SubscriberTooSlow(collection, capacity);
            case CLOSED -> throw new IllegalStateException("The subscription of " + collection + " is closed");
        }
    }

    private void end(State end) {
        state = end;
        queue.clear();
        backlog = Collections.emptyIterator();
        changed.signalAll();
    }
}
