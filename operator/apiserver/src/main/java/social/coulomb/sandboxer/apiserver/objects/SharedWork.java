package social.coulomb.sandboxer.apiserver.objects;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Many writes of one caller, several under way at a time so that they become durable with one commit. Few
/// enough that what others write meanwhile gets into the very next one.
final class SharedWork {

    private static final int AT_ONCE = 32;

    private SharedWork() {}

    /// Does something with every item and returns when all is done.
    ///
    /// After a failure no further item is begun with, and the failure is thrown; after an interruption
    /// likewise.
    ///
    /// @throws StatusException 503 when the thread was interrupted
    static <T> void forEach(List<T> items, Consumer<T> task) {
        Queue<T> waiting = new ConcurrentLinkedQueue<>(items);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> hands = Stream.<Future<?>>generate(() -> executor.submit(() -> work(waiting, task)))
                    .limit(Math.min(AT_ONCE, items.size()))
                    .toList();
            try {
                for (Future<?> hand : hands) {
                    hand.get();
                }
            } finally {
                waiting.clear();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StatusException(ApiStatus.unavailable("The server is stopping; ask again"), interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    private static <T> void work(Queue<T> waiting, Consumer<T> task) {
        try {
            for (T item = waiting.poll(); item != null; item = waiting.poll()) {
                task.accept(item);
            }
        } finally {
            // Empty already unless a task has failed: then nobody begins another one.
            waiting.clear();
        }
    }
}
