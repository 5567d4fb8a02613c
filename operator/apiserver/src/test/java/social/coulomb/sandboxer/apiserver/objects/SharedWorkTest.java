package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.apiserver.status.StatusException;

class SharedWorkTest {

    private static final List<Integer> THOUSAND =
            IntStream.range(0, 1000).boxed().toList();

    @Test
    void everyItemIsDoneOnce() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        SharedWork.forEach(THOUSAND, item -> assertThat(done.add(item)).isTrue());

        assertThat(done).containsExactlyInAnyOrderElementsOf(THOUSAND);
        SharedWork.forEach(List.of(), item -> done.clear());
        assertThat(done).hasSize(1000);
    }

    @Test
    void severalAreUnderWayAtOnce() {
        var four = new CyclicBarrier(4);

        SharedWork.forEach(List.of(1, 2, 3, 4), item -> {
            try {
                four.await(10, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
        });

        assertThat(four.isBroken()).isFalse();
    }

    @Test
    void afterAFailureNoOtherIsBegunWith() {
        var begun = new AtomicInteger();

        assertThatThrownBy(() -> SharedWork.forEach(THOUSAND, item -> {
                    begun.incrementAndGet();
                    throw new IllegalArgumentException("item " + item);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("item ");
        assertThat(begun.get()).isLessThan(100);
    }

    @Test
    void anInterruptionEndsWhatIsUnderWayAndBeginsNoOther() throws Exception {
        var begun = new AtomicInteger();
        var held = new CountDownLatch(1);
        var ended = new AtomicReference<Throwable>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                SharedWork.forEach(THOUSAND, item -> {
                    begun.incrementAndGet();
                    try {
                        held.await();
                    } catch (InterruptedException cutShort) {
                        Thread.currentThread().interrupt();
                    }
                });
            } catch (StatusException stopping) {
                ended.set(stopping);
            }
        });
        await().until(() -> begun.get() == 32);

        caller.interrupt();
        held.countDown();
        caller.join();

        assertThat(ended.get()).hasMessageContaining("stopping");
        assertThat(begun.get()).isLessThan(1000);
    }
}
