package social.coulomb.sandboxer.controllers.statehub;

import java.util.List;
import java.util.function.Consumer;

/// Tells the State Hub the lifecycle events of objects: in order for each object, each at least once.
///
/// Keeps what is to be told in memory only. What is durable is the object's own record of its transitions, so
/// a controller offers what is unacknowledged again and again; and, for an object that goes, what was given
/// to [#keep]. Thread-safe.
public interface LifecycleOutbox {

    /// Tells nobody, and holds nobody up.
    LifecycleOutbox NONE = new SilentOutbox();

    /// Whether there is a hub to tell.
    boolean isEnabled();

    /// Returns at once; what is known already is not taken twice. May take only a beginning, or nothing, when
    /// too much waits: then [#onRoom] says when to offer again.
    ///
    /// @param unacknowledged all that the object has on record and the hub has not, in order
    void offer(Source source, List<LifecycleEvent> unacknowledged);

    /// The highest number that the hub has taken, as far as this process knows; 0 when it knows nothing.
    long acknowledged(String uid);

    /// Whether the hub is known to have taken everything up to that number; true where there is no hub.
    boolean isDelivered(String uid, long lastSequence);

    /// Puts events where they outlast the object; they are delivered all the same. For an object that goes
    /// before the hub has taken its events, and for transitions that its record has no room for any more.
    /// Blocks for one or two requests to the API. Repeatable.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when they could not be kept
    void keep(Source source, List<LifecycleEvent> events);

    /// The object is gone: what is not kept is not told any more.
    void forget(String uid);

    /// Calls the listener each time that the hub has taken all that was offered of an object. It must return
    /// quickly.
    void onAcknowledged(Consumer<Source> listener);

    /// Calls the listener when there is room for what was offered of an object and not taken. It must return
    /// quickly.
    void onRoom(Consumer<Source> listener);
}
