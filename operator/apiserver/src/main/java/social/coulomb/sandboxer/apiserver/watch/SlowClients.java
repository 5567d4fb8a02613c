package social.coulomb.sandboxer.apiserver.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Frees the threads that serve clients which neither read nor write any more.
///
/// A virtual thread that is interrupted while it waits for a socket closes that socket, which is exactly what such a
/// client deserves; nobody else waits for it.
public final class SlowClients implements AutoCloseable {

    /// Something that waits for a client.
    @FunctionalInterface
    public interface Transfer {
        void run() throws IOException;
    }

    /// The threads' alarms: each rings at most once, and never after the transfer is over.
    private static final class Alarm implements Runnable {

        private final Thread thread = Thread.currentThread();
        private boolean over;
        private boolean rung;

        @Override
        public synchronized void run() {
            if (!over) {
                rung = true;
                thread.interrupt();
            }
        }

        /// @return whether the alarm has rung
        synchronized boolean end() {
            over = true;
            return rung;
        }
    }

    private final Duration patience;
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("api-slow-clients").factory());

    /// @param patience how long one transfer may take
    public SlowClients(Duration patience) {
        this.patience = patience;
        this.alarms.setRemoveOnCancelPolicy(true);
    }

    /// Runs a transfer; interrupts it, and so closes the connection, when it takes too long.
    ///
    /// @throws IOException when the transfer fails in any way, or took too long
    public void within(Transfer transfer) throws IOException {
        var alarm = new Alarm();
        var scheduled = alarms.schedule(alarm, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            transfer.run();
        } catch (RuntimeException failed) {
            // Helidon reports broken sockets with exceptions of several kinds of its own.
            throw new IOException("The client is gone", failed);
        } finally {
            scheduled.cancel(false);
            if (alarm.end()) {
                Thread.interrupted();
            }
        }
        if (alarm.end()) {
            throw new IOException("The client took longer than " + patience);
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
