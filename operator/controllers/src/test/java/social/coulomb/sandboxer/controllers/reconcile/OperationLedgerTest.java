package social.coulomb.sandboxer.controllers.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

final class OperationLedgerTest {

    private final Queue<ResourceID> woken = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OperationLedger<String, String> ledger = new OperationLedger<>(Clock.systemUTC(), meters, woken::add);

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aResultWakesTheObjectAndStaysUntilItIsForgotten() {
        ledger.start(operation("a", List.of(), context -> "made"));
        await().until(() -> woken.contains(new ResourceID("a", "default")));
        assertThat(outcome("a")).isEqualTo(new Outcome.Done<>("made"));
        ledger.forget("a");
        assertThat(ledger.find("a")).isEmpty();
    }

    @Test
    void aFailureIsKeptAsItWas() {
        ExtensionFailure refusal = new ExtensionFailure.Refused("No", "no");
        ledger.start(operation("a", List.of(), context -> {
            throw refusal;
        }));
        await().ignoreException(NullPointerException.class)
                .untilAsserted(() -> assertThat(outcome("a")).isEqualTo(new Outcome.Failed<>(refusal)));
    }

    @Test
    void anErrorOfOurOwnIsTransient() {
        ledger.start(operation("a", List.of(), context -> {
            throw new IllegalStateException("bug");
        }));
        awaitTransientFailure("bug");
    }

    @Test
    void oneObjectHasOneOperationAtATime() {
        CountDownLatch end = new CountDownLatch(1);
        ledger.start(operation("a", List.of(), context -> awaited(end)));
        assertThatThrownBy(() -> ledger.start(operation("a", List.of(), context -> "second")))
                .isInstanceOf(IllegalStateException.class);
        end.countDown();
        await().until(() -> ledger.running() == 0);
        ledger.start(operation("a", List.of(), context -> "second"));
        await().ignoreException(NullPointerException.class)
                .untilAsserted(() -> assertThat(outcome("a")).isEqualTo(new Outcome.Done<>("second")));
    }

    @Test
    void aLaneBoundsHowManyRunAtOnce() {
        Lane lane = new Lanes().lane("host-a", 2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            ledger.start(operation("o" + i, List.of(lane), context -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                String result = awaited(end);
                now.decrementAndGet();
                return result;
            }));
        }
        await().until(() -> now.get() == 2);
        end.countDown();
        await().until(() -> woken.size() == 10);
        assertThat(most).hasValue(2);
    }

    @Test
    void whatWaitsForItsTurnCanBeCancelledAndGivesNoPlaceAway() {
        Lanes lanes = new Lanes();
        CountDownLatch end = new CountDownLatch(1);
        ledger.start(operation("first", List.of(lanes.lane("host-a", 1)), context -> awaited(end)));
        await().until(() -> ledger.running() == 1);
        ledger.start(operation("second", List.of(lanes.lane("host-a", 1)), context -> "ran"));
        ledger.cancel("second");
        await().ignoreException(NullPointerException.class)
                .untilAsserted(() -> assertThat(outcome("second"))
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.failure()).isInstanceOf(ExtensionFailure.Cancelled.class)));
        end.countDown();
        await().ignoreException(NullPointerException.class)
                .untilAsserted(() -> assertThat(outcome("first")).isEqualTo(new Outcome.Done<>("done")));
        ledger.start(operation("third", List.of(lanes.lane("host-a", 1)), context -> "ran"));
        await().ignoreException(NullPointerException.class)
                .untilAsserted(() -> assertThat(outcome("third")).isEqualTo(new Outcome.Done<>("ran")));
    }

    @Test
    void timeInALaneIsNoTimeOfTheWork() {
        Lanes lanes = new Lanes();
        CountDownLatch end = new CountDownLatch(1);
        ledger.start(operation("first", List.of(lanes.lane("host-a", 1)), context -> awaited(end)));
        await().until(() -> ledger.find("first").orElseThrow().begunAt() != null);
        ledger.start(operation("second", List.of(lanes.lane("host-a", 1)), context -> "ran"));
        assertThat(ledger.find("second").orElseThrow().hasRunFor(Duration.ZERO, Instant.MAX))
                .isFalse();
        end.countDown();
        await().until(() -> ledger.find("second").orElseThrow().hasRunFor(Duration.ZERO, Instant.MAX));
    }

    @Test
    void whatBreaksTheMachineryItselfEndsToo() {
        ledger.start(operation("a", List.of(), context -> {
            throw new StackOverflowError("too deep");
        }));
        awaitTransientFailure("too deep");
    }

    @Test
    void aLaneThatGrowsLetsMoreIn() {
        Lanes lanes = new Lanes();
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            ledger.start(operation("o" + i, List.of(lanes.lane("host-a", 1)), context -> {
                now.incrementAndGet();
                return awaited(end);
            }));
        }
        await().until(() -> now.get() == 1);
        lanes.lane("host-a", 3);
        await().until(() -> now.get() == 3);
        end.countDown();
    }

    @Test
    void whatAnOperationSaysCanBeRead() {
        CountDownLatch end = new CountDownLatch(1);
        ledger.start(operation("a", List.of(), context -> {
            context.progress().report("pulling");
            return awaited(end);
        }));
        await().untilAsserted(() ->
                assertThat(ledger.find("a").orElseThrow().message()).isEqualTo("pulling"));
        assertThat(ledger.oldestStart()).isPresent();
        end.countDown();
    }

    @Test
    void whoListensHearsAllThatAnOperationSays() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        ledger.start(operation("a", List.of(), context -> {
                    context.progress().report("pulling");
                    context.progress().report("building");
                    return "made";
                })
                .heardBy(heard::add));
        await().until(() -> ledger.running() == 0);
        assertThat(heard).containsExactly("pulling", "building");
    }

    @Test
    void timesAreMeasuredByOutcome() {
        ledger.start(operation("a", List.of(), context -> "made"));
        await().untilAsserted(
                        () -> assertThat(meters.timer("sandboxer.operation", "operation", "test", "outcome", "done")
                                        .count())
                                .isEqualTo(1));
    }

    private void awaitTransientFailure(String text) {
        await().ignoreException(NullPointerException.class)
                .untilAsserted(() -> assertThat(outcome("a"))
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.failure())
                                        .isInstanceOf(ExtensionFailure.Transient.class)
                                        .hasMessageContaining(text)));
    }

    private Outcome<String> outcome(String uid) {
        return requireNonNull(ledger.find(uid).orElseThrow().ending()).outcome();
    }

    private static String awaited(CountDownLatch end) throws ExtensionFailure {
        try {
            end.await();
            return "done";
        } catch (InterruptedException e) {
            throw new ExtensionFailure.Cancelled("interrupted");
        }
    }

    private static Operation<String, String> operation(String uid, List<Lane> lanes, Operation.Work<String> work) {
        return new Operation<>(
                "test",
                uid,
                new ResourceID(uid, "default"),
                "intent",
                lanes,
                new Operation.Limit.Until(Instant.MAX),
                work);
    }
}
