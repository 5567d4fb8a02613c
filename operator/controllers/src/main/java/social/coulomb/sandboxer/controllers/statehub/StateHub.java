package social.coulomb.sandboxer.controllers.statehub;

/// Where events are told.
public interface StateHub extends AutoCloseable {

    /// Returns when the hub has taken the event. Blocks for seconds at most. Repeatable: the event carries
    /// its id, so an answer that got lost does no harm. Thread-safe.
    void deliver(LifecycleEvent event) throws HubFailure, InterruptedException;

    /// Ends what is under way.
    @Override
    void close();
}
