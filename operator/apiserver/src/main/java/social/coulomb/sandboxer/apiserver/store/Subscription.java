package social.coulomb.sandboxer.apiserver.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The changes of one collection in order of revision, each exactly once, without a gap.
///
/// Meant for one consuming thread; [#close()] may be called from any thread and wakes the consumer.
public interface Subscription extends AutoCloseable {

    /// Waits for the next change.
    ///
    /// @param wait the longest time to wait; zero asks without waiting
    /// @return the next change, or null when none came in time
    /// @throws SubscriberTooSlow when more changes came than are kept for one subscriber; the subscription is
    ///     over
    /// @throws IllegalStateException when the subscription or the store is closed
    @Nullable
    StoreEvent poll(Duration wait) throws InterruptedException, SubscriberTooSlow;

    /// The newest revision of which it is certain that every change of the collection up to it was polled;
    /// grows also while only other collections change, so that a bookmark can carry it.
    long deliveredThrough();

    /// Ends the subscription; repeatable.
    @Override
    void close();
}
