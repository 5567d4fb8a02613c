package social.coulomb.sandboxer.controllers.statehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.controllers.statehub.Told.events;
import static social.coulomb.sandboxer.controllers.statehub.Told.source;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;

final class DeliveriesTest {

    private static final Source A = source("a");
    private static final Source B = source("b");
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(2), Duration.ofMillis(20));
    private static final DeliveryLimits LIMITS = new DeliveryLimits(4, 10, 3, SHORT, SHORT);

    private final RecordingHub hub = new RecordingHub();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryLines lines = new DeliveryLines(LIMITS);
    private final HubPace pace = new HubPace(LIMITS.hubPauses());
    private final Queue<Source> told = new ConcurrentLinkedQueue<>();
    private final Queue<Source> called = new ConcurrentLinkedQueue<>();
    private final Deliveries deliveries =
            new Deliveries(hub, lines, pace, new HubMeters(meters), new Deliveries.Listeners(told::add, called::add));

    @AfterEach
    void stop() {
        deliveries.close();
    }

    @Test
    void eventsOfOneObjectArriveInOrderHoweverOftenTheyAreOffered() {
        start();
        for (int last = 1; last <= 8; last++) {
            lines.offer(A, events(A, 1, last));
        }
        await().untilAsserted(() -> assertThat(hub.sequences(A)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
        assertThat(lines.acknowledged(A.uid())).isEqualTo(8);
        assertThat(count("delivered")).isEqualTo(8);
    }

    @Test
    void whatWasTakenIsNotToldAgain() {
        start();
        lines.offer(A, events(A, 1, 2));
        await().until(() -> lines.acknowledged(A.uid()) == 2);
        lines.offer(A, events(A, 1, 3));
        await().until(() -> lines.acknowledged(A.uid()) == 3);
        assertThat(hub.sequences(A)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aHubThatIsAwayGetsEverythingInOrderOnceItIsBack() {
        hub.isAway();
        start();
        lines.offer(A, events(A, 1, 3));
        lines.offer(B, events(B, 1, 3));
        await().until(() -> hub.attempts.get() > 5);
        hub.answers(event -> {});
        await().until(() -> told.size() == 2);
        assertThat(hub.sequences(A)).containsExactly(1L, 2L, 3L);
        assertThat(hub.sequences(B)).containsExactly(1L, 2L, 3L);
        assertThat(pace.isAway()).isFalse();
    }

    @Test
    void anEventThatIsRetriedKeepsItsId() {
        Queue<Object> ids = new ConcurrentLinkedQueue<>();
        hub.answers(event -> {
            ids.add(event.detail().get("event_id"));
            if (ids.size() < 3) {
                throw new HubFailure.Unreachable("lost", (Duration) null);
            }
        });
        start();
        lines.offer(A, events(A, 1, 1));
        await().until(() -> lines.acknowledged(A.uid()) == 1);
        assertThat(ids).hasSize(3).containsOnly(Told.event(A, 1).eventId().toString());
    }

    @Test
    void aRefusedEventIsPassedOverAndTheNextIsTold() {
        hub.answers(event -> {
            if (event.sequence() == 2) {
                throw new HubFailure.Refused("422");
            }
        });
        start();
        lines.offer(A, events(A, 1, 3));
        await().until(() -> lines.acknowledged(A.uid()) == 3);
        assertThat(hub.sequences(A)).containsExactly(1L, 3L);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void anEventThatAloneFailsIsPassedOverInTheEnd() {
        AtomicInteger next = new AtomicInteger(1);
        hub.answers(event -> {
            if (event.summary().equals("Event 2") && event.detail().toString().contains(A.uid())) {
                lines.offer(B, events(B, 1, next.incrementAndGet()));
                throw new HubFailure.Unreachable("500", (Duration) null);
            }
        });
        start();
        lines.offer(A, events(A, 1, 3));
        lines.offer(B, events(B, 1, 1));
        await().until(() -> lines.acknowledged(A.uid()) == 3);
        assertThat(hub.sequences(A)).containsExactly(1L, 3L);
        assertThat(hub.sequences(B)).hasSizeGreaterThanOrEqualTo(3).isSorted();
    }

    @Test
    void noEventIsPassedOverWhileNothingIsTaken() {
        hub.isAway();
        start();
        lines.offer(A, events(A, 1, 1));
        await().until(() -> hub.attempts.get() > 20);
        assertThat(count("refused")).isZero();
        hub.answers(event -> {});
        await().until(() -> lines.acknowledged(A.uid()) == 1);
    }

    @Test
    void oneObjectThatFailsDoesNotHoldUpOthers() {
        hub.answers(event -> {
            if (event.detail().toString().contains(A.uid())) {
                throw new HubFailure.Unreachable("500", (Duration) null);
            }
        });
        start();
        lines.offer(A, events(A, 1, 1));
        await().until(() -> hub.attempts.get() > 0);
        for (int last = 1; last <= 30; last++) {
            lines.offer(B, events(B, 1, last));
            long wanted = last;
            await().until(() -> lines.acknowledged(B.uid()) == wanted);
        }
    }

    @Test
    void onlySoManyAreOnTheirWayAtOnce() {
        CountDownLatch end = new CountDownLatch(1);
        hub.waitsFor(end);
        start();
        IntStream.range(0, 10)
                .mapToObj(i -> source("many-" + i))
                .forEach(each -> lines.offer(each, events(each, 1, 1)));
        await().until(() -> hub.attempts.get() == 4);
        end.countDown();
        await().until(() -> told.size() == 10);
        assertThat(hub.mostAtOnce).hasValue(4);
    }

    @Test
    void memoryIsBoundedAndWhatFoundNoRoomIsCalledForLater() {
        Semaphore permits = new Semaphore(0);
        hub.waitsFor(permits);
        start();
        lines.offer(A, events(A, 1, 8));
        lines.offer(B, events(B, 1, 8));
        assertThat(lines.waiting()).isEqualTo(10);
        permits.release(7);
        await().until(() -> called.contains(B));
        lines.offer(B, events(B, 1, 8));
        permits.release(100);
        await().until(() -> lines.acknowledged(A.uid()) == 8 && lines.acknowledged(B.uid()) == 8);
        assertThat(hub.sequences(B)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(lines.waiting()).isZero();
    }

    @Test
    void aForgottenObjectLeavesNothingInMemory() {
        CountDownLatch end = new CountDownLatch(1);
        hub.waitsFor(end);
        start();
        lines.offer(A, events(A, 1, 5));
        await().until(() -> hub.attempts.get() == 1);
        lines.forget(A.uid());
        end.countDown();
        await().until(() -> hub.sequences(A).equals(List.of(1L)));
        assertThat(lines.waiting()).isZero();
        assertThat(lines.objects()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void anEndDoesNotWaitForTheHub() {
        hub.waitsFor(new CountDownLatch(1));
        start();
        lines.offer(A, events(A, 1, 1));
        await().until(() -> hub.attempts.get() == 1);
        long begun = System.nanoTime();
        deliveries.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    private void start() {
        deliveries.start(LIMITS.atOnce());
    }

    private double count(String outcome) {
        return meters.counter("sandboxer.statehub.events", "outcome", outcome).count();
    }
}
