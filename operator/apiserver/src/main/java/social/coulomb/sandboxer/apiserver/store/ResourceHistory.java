package social.coulomb.sandboxer.apiserver.store;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the history holds of one resource: which changes, oldest first, and how much memory they alone take.
/// For the thread that writes the history.
final class ResourceHistory {

    private final Queue<Long> revisions = new ArrayDeque<>();
    private long bytes;

    /// @param revision kept as it is given, for there are many
    void add(Long revision, long size) {
        revisions.add(revision);
        bytes += size;
    }

    long bytes() {
        return bytes;
    }

    /// The oldest change; null when there is none.
    @Nullable
    Long oldest() {
        return revisions.peek();
    }

    /// Takes the oldest change out, which is that large.
    void removeOldest(long size) {
        revisions.remove();
        bytes -= size;
    }
}
