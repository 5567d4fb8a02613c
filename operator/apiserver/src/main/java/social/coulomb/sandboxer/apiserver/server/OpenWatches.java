package social.coulomb.sandboxer.apiserver.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import social.coulomb.sandboxer.apiserver.watch.Watch;

/// The watches that are being served, so that they can be ended when the server stops. Thread-safe.
final class OpenWatches implements AutoCloseable {

    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void add(Watch watch) {
        open.add(watch);
        if (closed) {
            watch.close();
        }
    }

    void remove(Watch watch) {
        open.remove(watch);
    }

    int count() {
        return open.size();
    }

    /// Ends all watches, also those that come later.
    @Override
    public void close() {
        closed = true;
        open.forEach(Watch::close);
    }
}
