package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ABSENT;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ANY;
import static social.coulomb.sandboxer.apiserver.store.Widgets.EVERYWHERE;
import static social.coulomb.sandboxer.apiserver.store.Widgets.drain;
import static social.coulomb.sandboxer.apiserver.store.Widgets.key;
import static social.coulomb.sandboxer.apiserver.store.Widgets.sizeOf;
import static social.coulomb.sandboxer.apiserver.store.Widgets.widget;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int CAPACITY = 50;

    @TempDir
    Path directory;

    private RevisionStore store;
    private long start;

    @BeforeEach
    void openStore() throws StoreUnusable {
        store = RevisionStore.open(
                StoreOptions.of(directory, new SettableClock()).withSubscriberCapacity(CAPACITY));
        start = store.revision();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void historyComesFirstAndThenWhatHappens() throws Exception {
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        store.put(key("a"), ANY, widget(key("a"), "2"));
        try (Subscription subscription = store.subscribe(EVERYWHERE, start)) {
            store.delete(key("a"), ANY, widget(key("a"), "2"));

            assertThat(drain(subscription))
                    .containsExactly(
                            "CREATED a=1@" + (start + 1), "UPDATED a=2@" + (start + 2), "DELETED a=2@" + (start + 3));
        }
    }

    @Test
    void eventCarriesTheStateBeforeIt() throws Exception {
        StoredObject first = store.put(key("a"), ABSENT, widget(key("a"), "1"));
        StoredObject second = store.put(key("a"), ANY, widget(key("a"), "2"));
        StoredObject last = store.delete(key("a"), ANY, widget(key("a"), "2"));
        try (Subscription subscription = store.subscribe(EVERYWHERE, start)) {
            assertThat(next(subscription)).isEqualTo(new StoreEvent(StoreEvent.Type.CREATED, first, null));
            assertThat(next(subscription)).isEqualTo(new StoreEvent(StoreEvent.Type.UPDATED, second, first));
            assertThat(next(subscription)).isEqualTo(new StoreEvent(StoreEvent.Type.DELETED, last, second));
        }
        assertThat(Widgets.versionOf(last)).isEqualTo(Long.toString(last.revision()));
    }

    @Test
    void onlyChangesAboveTheRevisionAndOfTheCollectionAreDelivered() throws Exception {
        store.put(key("a", "x"), ABSENT, widget(key("a", "x"), "1"));
        StoredObject known = store.put(key("a", "y"), ABSENT, widget(key("a", "y"), "1"));
        try (Subscription subscription = store.subscribe(Widgets.in("a"), known.revision())) {
            store.put(key("b", "x"), ABSENT, widget(key("b", "x"), "1"));
            store.put(key("a", "x"), ANY, widget(key("a", "x"), "2"));

            assertThat(drain(subscription)).containsExactly("UPDATED x=2@" + (known.revision() + 2));
        }
    }

    @Test
    void changesUpToARevisionStillToComeAreSkipped() throws Exception {
        try (Subscription subscription = store.subscribe(EVERYWHERE, start + 2)) {
            for (int write = 1; write <= 3; write++) {
                store.put(key("a"), ANY, widget(key("a"), Integer.toString(write)));
            }
            assertThat(drain(subscription)).containsExactly("UPDATED a=3@" + (start + 3));
        }
    }

    @Test
    void revisionBelowAnyHistoryIsRefused() {
        RevisionCompacted refused =
                catchThrowableOfType(RevisionCompacted.class, () -> store.subscribe(EVERYWHERE, start - 1));

        assertThat(refused.requested()).isEqualTo(start - 1);
        assertThat(refused.compacted()).isEqualTo(start);
        assertThat(store.statistics().subscriptions()).isZero();
    }

    @Test
    void deliveredRevisionGrowsWhileOnlyOtherCollectionsChange() throws Exception {
        try (Subscription subscription = store.subscribe(Widgets.in("a"), start)) {
            assertThat(subscription.deliveredThrough()).isEqualTo(start);

            store.put(key("b", "x"), ABSENT, widget(key("b", "x"), "1"));

            assertThat(subscription.poll(Duration.ZERO)).isNull();
            assertThat(subscription.deliveredThrough()).isEqualTo(start + 1);
        }
    }

    @Test
    void deliveredRevisionNeverPassesAChangeThatWaits() throws Exception {
        try (Subscription subscription = store.subscribe(EVERYWHERE, start)) {
            for (int write = 1; write <= 3; write++) {
                store.put(key("a"), ANY, widget(key("a"), Integer.toString(write)));
            }
            assertThat(subscription.deliveredThrough()).isEqualTo(start);
            next(subscription);
            assertThat(subscription.deliveredThrough()).isEqualTo(start + 1);
        }
    }

    @Test
    void waitingConsumerIsWokenByAChange() throws Exception {
        try (Subscription subscription = store.subscribe(EVERYWHERE, start);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StoreEvent> waiting = threads.submit(() -> next(subscription));

            store.put(key("a"), ABSENT, widget(key("a"), "1"));

            assertThat(sizeOf(waiting.get().object())).isEqualTo("1");
        }
    }

    @Test
    void consumerThatLeavesTooMuchWaitingLosesItsSubscriptionAndNobodyElseWaits() throws Exception {
        try (Subscription slow = store.subscribe(EVERYWHERE, start);
                Subscription other = store.subscribe(EVERYWHERE, start)) {
            int received = 0;
            for (int write = 0; write <= CAPACITY; write++) {
                store.put(key("a"), ANY, widget(key("a"), Integer.toString(write)));
                received += drain(other).size();
            }

            assertThat(received).isEqualTo(CAPACITY + 1);
            assertThatThrownBy(() -> slow.poll(Duration.ZERO))
                    .isInstanceOf(SubscriberTooSlow.class)
                    .hasMessageContaining(Integer.toString(CAPACITY));
        }
    }

    @Test
    void slowConsumerMayResumeFromWhatItHas() throws Exception {
        try (Subscription slow = store.subscribe(EVERYWHERE, start)) {
            store.put(key("a"), ANY, widget(key("a"), "first"));
            next(slow);
            for (int write = 0; write <= CAPACITY; write++) {
                store.put(key("a"), ANY, widget(key("a"), Integer.toString(write)));
            }
            assertThatThrownBy(() -> slow.poll(Duration.ZERO)).isInstanceOf(SubscriberTooSlow.class);

            try (Subscription resumed = store.subscribe(EVERYWHERE, slow.deliveredThrough())) {
                assertThat(drain(resumed)).hasSize(CAPACITY + 1).first().isEqualTo("UPDATED a=0@" + (start + 2));
            }
        }
    }

    @Test
    void closingWakesTheConsumer() throws Exception {
        Subscription subscription = store.subscribe(EVERYWHERE, start);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable StoreEvent> waiting = threads.submit(() -> subscription.poll(LONG));
            subscription.close();

            assertThatThrownBy(waiting::get).hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(store.statistics().subscriptions()).isZero();
    }

    @Test
    void closingTheStoreEndsItsSubscriptions() throws Exception {
        Subscription subscription = store.subscribe(EVERYWHERE, start);

        store.close();

        assertThatThrownBy(() -> subscription.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void subscribersThatComeAndGoDuringWritesMissNothingAndSeeNothingTwice() throws Exception {
        var writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int reader = 0; reader < 16; reader++) {
                readers.add(threads.submit(() -> followInPieces(writing)));
            }
            List<Callable<@Nullable Void>> writers = new ArrayList<>();
            for (String name : List.of("a", "b", "c", "d")) {
                writers.add(() -> {
                    for (int write = 0; write < 250; write++) {
                        store.put(key(name), ANY, widget(key(name), Integer.toString(write)));
                    }
                    return null;
                });
            }
            for (Future<@Nullable Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
            writing.set(false);
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isEqualTo(store.revision());
            }
        }
    }

    /// Subscribes again and again from where it stopped; every revision must come exactly once and in order.
    private long followInPieces(AtomicBoolean writing) throws Exception {
        long seen = start;
        while (writing.get() || seen < store.revision()) {
            try (Subscription subscription = store.subscribe(EVERYWHERE, seen)) {
                for (int piece = 0; piece < 3; piece++) {
                    StoreEvent event = subscription.poll(Duration.ofMillis(4));
                    if (event != null) {
                        assertThat(event.revision()).isEqualTo(seen + 1);
                        seen = event.revision();
                    }
                }
                assertThat(subscription.deliveredThrough()).isGreaterThanOrEqualTo(seen);
            }
        }
        return seen;
    }

    private static StoreEvent next(Subscription subscription) throws Exception {
        return Objects.requireNonNull(subscription.poll(LONG), "no change came");
    }
}
