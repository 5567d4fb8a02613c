package social.coulomb.sandboxer.apiserver.objects;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The messages of one watch, pulled by the thread that serves it. Selectors, versions and initial objects are
/// already dealt with.
///
/// Meant for one consuming thread; `close` may be called from any thread and wakes the consumer.
public interface WatchSource extends AutoCloseable {

    /// Waits for the next message.
    ///
    /// @param wait the longest time to wait; zero asks without waiting
    /// @return the next message, or null when none came in time or the watch is over
    @Nullable
    WatchEvent next(Duration wait) throws InterruptedException;

    /// Whether nothing will come any more: after an ERROR, or when the consumer was too slow. The connection is
    /// then to be closed.
    boolean finished();

    /// A message that says how far the watch has come, for clients that asked for bookmarks. When to send one
    /// is the caller's choice; everything up to it has been handed out.
    WatchEvent bookmark();

    @Override
    void close();
}
