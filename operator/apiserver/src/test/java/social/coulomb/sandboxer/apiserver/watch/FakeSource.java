package social.coulomb.sandboxer.apiserver.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.objects.WatchEvent;
import social.coulomb.sandboxer.apiserver.objects.WatchSource;

/// Events that a test hands out.
final class FakeSource implements WatchSource {

    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    FakeSource add(WatchEvent.Type type, String json) {
        events.add(new WatchEvent(type, json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public @Nullable WatchEvent next(Duration wait) throws InterruptedException {
        return closed ? events.poll() : events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean finished() {
        return closed && events.isEmpty();
    }

    @Override
    public WatchEvent bookmark() {
        return new WatchEvent(WatchEvent.Type.BOOKMARK, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed = true;
    }
}
