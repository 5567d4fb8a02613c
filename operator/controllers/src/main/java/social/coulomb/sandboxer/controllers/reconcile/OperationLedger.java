package social.coulomb.sandboxer.controllers.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;

/// Runs the long work of one kind on virtual threads and keeps each object's latest result until it was used.
///
/// Lives in memory only: what must survive a crash is in the object's status before an operation starts.
/// Thread-safe.
public final class OperationLedger<I, R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperationLedger.class);

    private final Clock clock;
    private final MeterRegistry meters;
    private final Wakeup wakeup;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("operation-", 0).factory());

    public OperationLedger(Clock clock, MeterRegistry meters, Wakeup wakeup) {
        this.clock = clock;
        this.meters = meters;
        this.wakeup = wakeup;
    }

    /// Starts the operation in place of the object's former one.
    ///
    /// @throws IllegalStateException while another one runs for the same object
    public void start(Operation<I, R> operation) {
        Entry entry = new Entry(operation);
        Entry installed = entries.compute(operation.uid(), (uid, former) -> {
            if (former != null && former.ending == null) {
                throw new IllegalStateException("an operation is already running for " + operation.resource());
            }
            return entry;
        });
        threads.execute(installed::run);
    }

    public Optional<OperationRecord<I, R>> find(String uid) {
        return Optional.ofNullable(entries.get(uid)).map(Entry::toRecord);
    }

    /// Asks the object's operation to stop; its end wakes the reconciler as any other. Returns at once.
    public void cancel(String uid) {
        Entry entry = entries.get(uid);
        if (entry != null) {
            entry.cancellation.cancel();
        }
    }

    /// Drops an operation whose result was used or is not wanted: at once, or when it has ended.
    public void forget(String uid) {
        entries.computeIfPresent(uid, (key, entry) -> {
            entry.forgotten = true;
            return entry.ending == null ? entry : null;
        });
    }

    /// The operations that run or wait for their turn now.
    public long running() {
        return entries.values().stream().filter(entry -> entry.ending == null).count();
    }

    /// Since when the oldest operation runs or waits for its turn.
    public Optional<Instant> oldestStart() {
        return entries.values().stream()
                .filter(entry -> entry.ending == null)
                .map(entry -> entry.startedAt)
                .min(Instant::compareTo);
    }

    /// Cancels everything, waits a little for it to stop, then interrupts what has not.
    @Override
    public void close() {
        entries.values().forEach(entry -> entry.cancellation.cancel());
        threads.shutdown();
        try {
            if (!threads.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class Entry {
        private final Operation<I, R> operation;
        private final Instant startedAt = clock.instant();
        private final Cancellation cancellation = new Cancellation();
        private volatile @Nullable Instant begunAt;
        private volatile String message = "";
        private volatile OperationRecord.@Nullable Ending<R> ending;
        private volatile boolean forgotten;

        Entry(Operation<I, R> operation) {
            this.operation = operation;
        }

        OperationRecord<I, R> toRecord() {
            return new OperationRecord<>(operation.intent(), begunAt, message, ending);
        }

        void run() {
            Outcome<R> outcome = outcome();
            Instant endedAt = clock.instant();
            ending = new OperationRecord.Ending<>(outcome, endedAt);
            meters.timer("sandboxer.operation", "operation", operation.name(), "outcome", word(outcome))
                    .record(Duration.between(startedAt, endedAt));
            entries.computeIfPresent(operation.uid(), (uid, present) -> present == this && forgotten ? null : present);
            wakeup.wake(operation.resource());
        }

        private static String word(Outcome<?> outcome) {
            return switch (outcome) {
                case Outcome.Done<?> done -> "done";
                case Outcome.Failed<?>(ExtensionFailure.Transient failure) -> "transient";
                case Outcome.Failed<?>(ExtensionFailure.Waiting failure) -> "waiting";
                case Outcome.Failed<?>(ExtensionFailure.Refused failure) -> "refused";
                case Outcome.Failed<?>(ExtensionFailure.NotOurs failure) -> "not_ours";
                case Outcome.Failed<?>(ExtensionFailure.Cancelled failure) -> "cancelled";
            };
        }

        private Outcome<R> outcome() {
            try {
                return new Outcome.Done<>(inLanes());
            } catch (ExtensionFailure e) {
                return new Outcome.Failed<>(e);
            } catch (RuntimeException | Error e) {
                // An Error too: who waits for the end would wait for ever.
                LOG.error("An operation for {} broke", operation.resource(), e);
                return new Outcome.Failed<>(new ExtensionFailure.Transient(
                        "InternalError", "An error in sandboxer itself: " + e + ". Its log has the details.", e));
            }
        }

        private void say(String text) {
            message = text;
            operation.listener().accept(text);
        }

        private R inLanes() throws ExtensionFailure {
            Deque<Lane> entered = new ArrayDeque<>();
            try {
                for (Lane lane : operation.lanes()) {
                    lane.enter(cancellation);
                    entered.push(lane);
                }
                Instant begun = clock.instant();
                begunAt = begun;
                return operation
                        .work()
                        .run(new OperationContext(
                                this::say, cancellation, operation.limit().deadline(begun)));
            } finally {
                entered.forEach(Lane::leave);
            }
        }
    }
}
