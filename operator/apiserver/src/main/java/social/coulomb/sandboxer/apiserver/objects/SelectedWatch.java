package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.StoreEvent;
import social.coulomb.sandboxer.apiserver.store.StoredObject;
import social.coulomb.sandboxer.apiserver.store.SubscriberTooSlow;
import social.coulomb.sandboxer.apiserver.store.Subscription;

/// A watch over the store's changes, seen through selectors: an object that begins to match is added, one that
/// ceases to is deleted.
final class SelectedWatch implements WatchSource {

    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final ResourceType type;
    private final Selection selection;
    private final Subscription subscription;
    private final Queue<StoredObject> initial;
    private final long initialRevision;
    private boolean endToAnnounce;
    private volatile boolean finished;

    SelectedWatch(ResourceType type, Selection selection, Subscription subscription, InitialState state) {
        this.type = type;
        this.selection = selection;
        this.subscription = subscription;
        this.initial = new ArrayDeque<>(state.objects());
        this.initialRevision = state.revision();
        this.endToAnnounce = state.announced();
    }

    @Override
    public @Nullable WatchEvent next(Duration wait) throws InterruptedException {
        @Nullable StoredObject present = initial.poll();
        if (present != null) {
            return new WatchEvent(WatchEvent.Type.ADDED, ObjectForms.json(type, present));
        }
        if (endToAnnounce) {
            endToAnnounce = false;
            return bookmark(initialRevision, true);
        }
        return finished ? null : nextChange(wait);
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public WatchEvent bookmark() {
        boolean underWay = !initial.isEmpty() || endToAnnounce;
        return bookmark(underWay ? initialRevision : Math.max(initialRevision, subscription.deliveredThrough()), false);
    }

    @Override
    public void close() {
        finished = true;
        subscription.close();
    }

    private @Nullable WatchEvent nextChange(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        Duration remaining = wait;
        while (true) {
            @Nullable StoreEvent change = poll(remaining);
            if (change == null) {
                return null;
            }
            Optional<WatchEvent> event = seen(change);
            if (event.isPresent()) {
                return event.get();
            }
            remaining = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        }
    }

    private @Nullable StoreEvent poll(Duration wait) throws InterruptedException {
        try {
            return subscription.poll(wait);
        } catch (SubscriberTooSlow tooSlow) {
            finished = true;
            return null;
        } catch (IllegalStateException closed) {
            finished = true;
            return null;
        }
    }

    private Optional<WatchEvent> seen(StoreEvent change) {
        @Nullable StoredObject previous = change.previous();
        boolean before = previous != null && selection.matches(previous);
        boolean after = change.type() != StoreEvent.Type.DELETED && selection.matches(change.object());
        if (after) {
            WatchEvent.Type kind = before ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED;
            return Optional.of(new WatchEvent(kind, ObjectForms.json(type, change.object())));
        }
        if (!before || previous == null) {
            return Optional.empty();
        }
        return Optional.of(new WatchEvent(WatchEvent.Type.DELETED, lastSeen(change, previous)));
    }

    /// The object as the watcher saw it last, with the version of what took it away.
    private byte[] lastSeen(StoreEvent change, StoredObject previous) {
        if (change.type() == StoreEvent.Type.DELETED) {
            return ObjectForms.json(type, change.object());
        }
        ObjectNode tree = ObjectForms.read(type, previous);
        Json.metadata(tree).put(Json.RESOURCE_VERSION, Long.toString(change.revision()));
        return Json.bytes(tree);
    }

    private WatchEvent bookmark(long revision, boolean endOfInitialEvents) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(Json.KIND, type.kind());
        object.put(Json.API_VERSION, type.apiVersion());
        ObjectNode metadata = object.putObject(Json.METADATA);
        if (endOfInitialEvents) {
            metadata.putObject("annotations").put(INITIAL_EVENTS_END, "true");
        }
        metadata.put(Json.RESOURCE_VERSION, Long.toString(revision));
        return new WatchEvent(WatchEvent.Type.BOOKMARK, Json.bytes(object));
    }
}
