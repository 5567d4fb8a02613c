package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ABSENT;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ANY;
import static social.coulomb.sandboxer.apiserver.store.Widgets.EVERYWHERE;
import static social.coulomb.sandboxer.apiserver.store.Widgets.describe;
import static social.coulomb.sandboxer.apiserver.store.Widgets.drain;
import static social.coulomb.sandboxer.apiserver.store.Widgets.key;
import static social.coulomb.sandboxer.apiserver.store.Widgets.widget;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store does when its log cannot be written.
class WriteFailureTest {

    /// A log that fails or hangs when told to.
    private static final class FaultyLog implements RevisionLog {

        private final RevisionLog log;
        private volatile @Nullable LogFailure failure;
        private volatile @Nullable Error error;
        private volatile boolean writesAnyway;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private final CompletableFuture<Integer> firstBatchBehindTheGate = new CompletableFuture<>();
        private final List<Integer> batches = new CopyOnWriteArrayList<>();

        FaultyLog(RevisionLog log) {
            this.log = log;
        }

        @Override
        public void append(List<RevisionRow> rows) throws LogFailure {
            batches.add(rows.size());
            if (gate.getCount() > 0) {
                firstBatchBehindTheGate.complete(rows.size());
                pass(gate);
            }
            Error fatal = error;
            if (fatal != null) {
                throw fatal;
            }
            LogFailure planned = failure;
            if (planned == null || writesAnyway) {
                log.append(rows);
            }
            if (planned != null) {
                throw planned;
            }
        }

        @Override
        public void compact(Compaction compaction) throws LogFailure {
            log.compact(compaction);
        }

        @Override
        public void close() {
            log.close();
        }

        private static void pass(CountDownLatch gate) {
            try {
                gate.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private @Nullable FaultyLog faulty;

    @Test
    void nothingIsSeenBeforeItIsDurable() throws Exception {
        try (RevisionStore store = openFaulty();
                Subscription subscription = store.subscribe(EVERYWHERE, store.revision());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long before = store.revision();
            FaultyLog log = log();
            log.gate = new CountDownLatch(1);
            Future<StoredObject> write = threads.submit(() -> store.put(key("a"), ABSENT, widget(key("a"), "1")));
            log.firstBatchBehindTheGate.get();

            assertThat(write.isDone()).isFalse();
            assertThat(store.get(key("a"))).isEmpty();
            assertThat(store.revision()).isEqualTo(before);
            assertThat(drain(subscription)).isEmpty();

            log.gate.countDown();
            assertThat(write.get().revision()).isEqualTo(before + 1);
            assertThat(drain(subscription)).hasSize(1);
        }
    }

    @Test
    void failedWriteIsNeitherVisibleNorPublishedAndStopsFurtherWrites() throws Exception {
        try (RevisionStore store = openFaulty();
                Subscription subscription = store.subscribe(EVERYWHERE, store.revision())) {
            long before = store.revision();
            fail(LogFailure.Consequence.UNKNOWN, "input/output error");

            assertThatThrownBy(() -> store.put(key("a"), ABSENT, widget(key("a"), "1")))
                    .isInstanceOf(StoreReadOnly.class)
                    .hasMessageContaining("input/output error");
            assertThat(store.get(key("a"))).isEmpty();
            assertThat(store.revision()).isEqualTo(before);
            assertThat(drain(subscription)).isEmpty();
            assertThat(store.readOnly()).isTrue();
            assertThat(store.damage().orElseThrow()).contains("restart");

            repair();
            clock.advance(Duration.ofHours(1));
            assertThatThrownBy(() -> store.put(key("b"), ABSENT, widget(key("b"), "1")))
                    .isInstanceOf(StoreReadOnly.class);
        }
    }

    @Test
    void writeWhoseFateWasUnknownTurnsUpAfterARestartUnderItsOwnRevision() throws Exception {
        long before;
        try (RevisionStore store = openFaulty()) {
            before = store.revision();
            log().writesAnyway = true;
            fail(LogFailure.Consequence.UNKNOWN, "input/output error");
            assertThatThrownBy(() -> store.put(key("a"), ABSENT, widget(key("a"), "1")))
                    .isInstanceOf(StoreReadOnly.class);
        }
        try (RevisionStore store = RevisionStore.open(StoreOptions.of(directory, clock))) {
            assertThat(store.readOnly()).isFalse();
            assertThat(describe(store.list(EVERYWHERE))).containsExactly("a=1");
            assertThat(store.put(key("b"), ABSENT, widget(key("b"), "1")).revision())
                    .isEqualTo(before + 2);
        }
    }

    @Test
    void writerThatDiesOfTheUnforeseenLeavesNobodyWaiting() throws Exception {
        try (RevisionStore store = openFaulty()) {
            log().error = new OutOfMemoryError("planned");

            assertThatThrownBy(() -> store.put(key("a"), ABSENT, widget(key("a"), "1")))
                    .isInstanceOf(StoreReadOnly.class);
            await().until(store::readOnly);
            assertThatThrownBy(() -> store.put(key("b"), ABSENT, widget(key("b"), "1")))
                    .isInstanceOf(StoreReadOnly.class);
            assertThat(store.damage().orElseThrow()).contains("planned");
            assertThat(store.list(EVERYWHERE).items()).isEmpty();
        }
    }

    @Test
    void writesGoOnOnceThereIsRoomAgain() throws Exception {
        try (RevisionStore store = openFaulty()) {
            long before = store.revision();
            fail(LogFailure.Consequence.NOTHING_WRITTEN, "disk full");
            assertThatThrownBy(() -> store.put(key("a"), ABSENT, widget(key("a"), "1")))
                    .isInstanceOf(StoreReadOnly.class)
                    .hasMessageContaining("disk full");
            assertThat(store.readOnly()).isTrue();

            repair();
            clock.advance(Duration.ofSeconds(2));

            assertThat(store.put(key("a"), ABSENT, widget(key("a"), "1")).revision())
                    .isEqualTo(before + 1);
            assertThat(store.readOnly()).isFalse();
        }
    }

    @Test
    void fullLogRefusesWritesAndKeepsWhatItHas() throws Exception {
        StoreOptions limited = StoreOptions.of(directory, clock).withMaximumBytes(200_000);
        int written = 0;
        try (RevisionStore store = RevisionStore.open(limited)) {
            String big = "x".repeat(20_000);
            while (!store.readOnly() && written < 100) {
                String name = "w" + written;
                try {
                    store.put(key(name), ABSENT, widget(key(name), big));
                    written++;
                } catch (StoreReadOnly full) {
                    assertThat(full).hasMessageContaining("No room").hasMessageContaining("revisions.db");
                }
            }
            assertThat(written).isBetween(3, 10);
            assertThat(store.list(EVERYWHERE).items()).hasSize(written);
        }
        try (RevisionStore store = RevisionStore.open(StoreOptions.of(directory, clock))) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.list(EVERYWHERE).items()).hasSize(written);
            assertThat(store.put(key("a"), ABSENT, widget(key("a"), "1")).revision())
                    .isEqualTo(1000 + written + 1);
        }
    }

    @Test
    void writesThatWaitTogetherAreCommittedTogether() throws Exception {
        try (RevisionStore store = openFaulty();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FaultyLog log = log();
            log.gate = new CountDownLatch(1);
            Future<StoredObject> first = threads.submit(() -> store.put(key("a"), ANY, widget(key("a"), "1")));
            log.firstBatchBehindTheGate.get();
            List<Future<StoredObject>> others = IntStream.range(0, 20)
                    .mapToObj(write ->
                            threads.submit(() -> store.put(key("b" + write), ANY, widget(key("b" + write), "1"))))
                    .toList();
            await().until(() -> store.statistics().waitingWrites() == 20);
            log.gate.countDown();

            first.get();
            for (Future<StoredObject> other : others) {
                other.get();
            }
            assertThat(log.batches).containsExactly(1, 20);
        }
    }

    @Test
    void closingFinishesTheWritesThatWait() throws Exception {
        RevisionStore store = openFaulty();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FaultyLog log = log();
            log.gate = new CountDownLatch(1);
            Future<StoredObject> write = threads.submit(() -> store.put(key("a"), ANY, widget(key("a"), "1")));
            log.firstBatchBehindTheGate.get();
            Future<?> closing = threads.submit(store::close);
            log.gate.countDown();
            closing.get();

            assertThat(write.get().revision()).isPositive();
        }
    }

    private RevisionStore openFaulty() throws StoreUnusable {
        return RevisionStore.open(StoreOptions.of(directory, clock), log -> {
            var wrapped = new FaultyLog(log);
            faulty = wrapped;
            return wrapped;
        });
    }

    private FaultyLog log() {
        FaultyLog opened = faulty;
        if (opened == null) {
            throw new IllegalStateException("No store is open");
        }
        return opened;
    }

    private void fail(LogFailure.Consequence consequence, String message) {
        log().failure = new LogFailure(message, consequence, new IOException(message));
    }

    private void repair() {
        log().failure = null;
    }
}
