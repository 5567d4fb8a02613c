package social.coulomb.sandboxer.controllers.statehub;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A hub in memory that refuses, is away or holds events up as it is told to.
final class RecordingHub implements StateHub {

    private final Queue<LifecycleEvent> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger now = new AtomicInteger();
    private volatile Answer answer = event -> {};
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    @FunctionalInterface
    interface Answer {
        void to(LifecycleEvent event) throws HubFailure, InterruptedException;
    }

    void answers(Answer next) {
        answer = next;
    }

    void isAway() {
        answer = event -> {
            throw new HubFailure.Unreachable("away", (java.time.Duration) null);
        };
    }

    /// Takes one event for each permit.
    void waitsFor(Semaphore permits) {
        answer = event -> permits.acquire();
    }

    void waitsFor(CountDownLatch end) {
        answer = event -> end.await();
    }

    List<Long> sequences(Source source) {
        return taken.stream()
                .filter(event -> event.detail().toString().contains(source.uid()))
                .map(LifecycleEvent::sequence)
                .toList();
    }

    List<LifecycleEvent> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void deliver(LifecycleEvent event) throws HubFailure, InterruptedException {
        attempts.incrementAndGet();
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            answer.to(event);
            taken.add(event);
        } finally {
            now.decrementAndGet();
        }
    }

    @Override
    public void close() {}
}
