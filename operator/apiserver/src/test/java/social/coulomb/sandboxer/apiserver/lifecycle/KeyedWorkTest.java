package social.coulomb.sandboxer.apiserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedWorkTest {

    private final Worker worker = new Worker("test");
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void aNameThatWaitsIsNotQueuedTwice() {
        var gate = new CountDownLatch(1);
        worker.soon(() -> {
            try {
                gate.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        var work = new KeyedWork(worker, done::add, Duration.ofHours(1));
        work.ask("a");
        work.ask("a");
        work.ask("b");

        gate.countDown();

        await().until(() -> done.contains("b"));
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void whatIsNotDoneIsTriedAgain() {
        var work = new KeyedWork(worker, name -> done.add(name) && done.size() == 3, Duration.ofMillis(1));

        work.ask("a");

        await().until(() -> done.size() == 3);
    }

    @Test
    void whoAsksWhileANameRestsIsHeardAtOnce() {
        var tries = new AtomicInteger();
        var work = new KeyedWork(worker, name -> tries.incrementAndGet() == 2, Duration.ofHours(1));
        work.ask("a");
        await().until(() -> tries.get() == 1);

        work.ask("a");

        await().until(() -> tries.get() == 2);
    }
}
