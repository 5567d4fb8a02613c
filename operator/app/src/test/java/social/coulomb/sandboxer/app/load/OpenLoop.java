package social.coulomb.sandboxer.app.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Creates sandboxes when they are due, hears of them on one watch, and deletes each some time after it was Ready.
final class OpenLoop implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final LoadApi api;
    private final String profile;
    private final @Nullable Duration hold;
    private final Lives lives = new Lives(this::isReady);
    private final AtomicReference<@Nullable Exception> trouble = new AtomicReference<>();
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());
    private final ScheduledExecutorService dismissals = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dismissals").factory());

    /// @param hold how long a sandbox is kept once it is Ready; null keeps them all
    OpenLoop(LoadApi api, String profile, @Nullable Duration hold) {
        this.api = api;
        this.profile = profile;
        this.hold = hold;
    }

    Lives lives() {
        return lives;
    }

    /// Returns when the watch follows.
    void follow() throws InterruptedException, IOException {
        CountDownLatch follows = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("watch").start(() -> {
            try {
                api.watch(follows::countDown, lives::accept);
                trouble.compareAndSet(null, new IOException("the watch has ended"));
            } catch (IOException e) {
                trouble.compareAndSet(null, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            follows.countDown();
        });
        follows.await();
        requireNoTrouble();
    }

    /// Creates one sandbox at each of these times from now on, however the ones before are doing.
    void create(String prefix, List<Duration> arrivals) {
        long begun = System.nanoTime();
        for (int i = 0; i < arrivals.size(); i++) {
            long due = begun + arrivals.get(i).toNanos();
            Life life = lives.begin(prefix + i, due);
            awaitTime(due);
            requests.execute(() -> create(life));
        }
    }

    /// Returns when all are so, or the time is over.
    ///
    /// @throws IOException when a request or the watch has failed
    void awaitAll(Predicate<Life> wish, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        requireNoTrouble();
        while (!lives.all().stream().allMatch(wish) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
            requireNoTrouble();
        }
    }

    /// Asks for the end of all sandboxes, one after another.
    void dismissAll(double rate) {
        long begun = System.nanoTime();
        long number = 0;
        for (Life life : lives.all()) {
            awaitTime(begun + Math.round(number++ * 1e9 / rate));
            requests.execute(() -> dismiss(life));
        }
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void requireNoTrouble() throws IOException {
        Exception first = trouble.get();
        if (first != null) {
            throw new IOException("the load cannot go on: " + first, first);
        }
    }

    private void create(Life life) {
        send(() -> {
            life.sent();
            api.create(life.name(), profile);
            life.answered();
        });
    }

    private void isReady(Life life) {
        if (hold != null) {
            dismissals.schedule(() -> requests.execute(() -> dismiss(life)), hold.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void dismiss(Life life) {
        send(() -> {
            life.dismissed();
            api.delete(life.name());
        });
    }

    private interface Request {
        void send() throws IOException, InterruptedException;
    }

    private void send(Request request) {
        try {
            request.send();
        } catch (IOException e) {
            trouble.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        dismissals.shutdownNow();
        requests.shutdownNow();
    }
}
