package social.coulomb.sandboxer.apiserver.lifecycle;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread for work in the background. A task that fails is told about and does not stop the others.
final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor executor;

    Worker(String name) {
        this.executor =
                new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name(name).factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /// Does something as soon as possible, after what was asked for before. Ignored once the worker is closed.
    void soon(Runnable task) {
        later(task, Duration.ZERO);
    }

    /// Does something after a while. Ignored once the worker is closed.
    void later(Runnable task, Duration delay) {
        try {
            var unused = executor.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("A task came after the end and is not done");
        }
    }

    /// Does something again and again.
    void every(Runnable task, Duration period) {
        var unused = executor.scheduleWithFixedDelay(
                () -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends what is under way and does nothing more.
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Work in the background did not end within {}", PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // not printed but logged
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) {
            if (executor.isShutdown()) {
                LOG.debug("A task was cut short by the end", failed);
            } else {
                LOG.warn("Work in the background failed", failed);
            }
        }
    }
}
