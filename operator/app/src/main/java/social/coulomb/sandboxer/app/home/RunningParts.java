package social.coulomb.sandboxer.app.home;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a program has started so far; closed last first, once, whoever asks.
final class RunningParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    synchronized <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /// Blocks until the process is asked to end; everything is closed by then.
    void runUntilEnded() throws InterruptedException {
        keep(CarrierWatch.start());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
        ended.await();
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not end cleanly: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
        ended.countDown();
    }
}
