package social.coulomb.sandboxer.apiserver.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that changes the store: it takes whatever writes wait, makes them durable with one commit,
/// shows them to readers, passes them to subscribers and only then answers the callers.
final class RevisionWriter implements AutoCloseable {

    private static final int BATCH_SIZE = 256;
    private static final int COMPACTION_STEP = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration COMPACTION_PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(1);
    private static final String CLOSED = "The store is closed";
    private static final String STOPPED = "The store has stopped";
    private static final Logger LOG = LoggerFactory.getLogger(RevisionWriter.class);

    /// Why writes are refused.
    ///
    /// @param until when room is looked for again; null when only a restart helps
    private record Fault(String reason, @Nullable Instant until) {}

    private final RevisionLog log;
    private final HighWaterMark highWater;
    private final ObjectState state;
    private final Subscribers subscribers;
    private final Clock clock;
    /// An empty element only wakes the writer.
    private final BlockingQueue<Optional<PendingWrite>> queue = new LinkedBlockingQueue<>();

    private final Thread thread;
    private long lastCompaction;
    private volatile @Nullable Fault fault;
    private volatile boolean closing;
    private volatile boolean finished;

    RevisionWriter(RevisionLog log, HighWaterMark highWater, ObjectState state, Subscribers subscribers, Clock clock) {
        this.log = log;
        this.highWater = highWater;
        this.state = state;
        this.subscribers = subscribers;
        this.clock = clock;
        this.lastCompaction = clock.millis();
        this.thread = Thread.ofPlatform().name("revision-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Why writes are refused at present, if they are.
    Optional<String> refusal() {
        return Optional.ofNullable(fault).map(Fault::reason);
    }

    /// How many writes wait for the next commit.
    int waiting() {
        return queue.size();
    }

    /// Hands a write over and waits until it is durable and visible, or refused.
    StoredObject write(PendingWrite write) throws ExpectationFailed {
        Optional<PendingWrite> element = Optional.of(write);
        queue.add(element);
        // Added after the writer's last look into the queue: nobody else would answer.
        if (finished && queue.remove(element)) {
            throw new StoreReadOnly(CLOSED);
        }
        return write.await();
    }

    /// Finishes the writes that wait, then releases the log.
    @Override
    public void close() {
        closing = true;
        queue.add(Optional.empty());
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException whileWritingStill) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (log;
                highWater) {
            while (!closing || !queue.isEmpty()) {
                List<PendingWrite> writes = takeWrites();
                if (!writes.isEmpty()) {
                    write(writes);
                }
                compact();
            }
        } catch (Throwable unexpected) {
            // Also an Error: whatever ends this thread, those who wait for it must learn of it.
            LOG.error("The store takes no more writes", unexpected);
            fault = new Fault(STOPPED + ": " + unexpected, null);
        } finally {
            finished = true;
            List<Optional<PendingWrite>> late = new ArrayList<>();
            queue.drainTo(late);
            String reason = refusal().orElse(CLOSED);
            late.forEach(element -> element.ifPresent(write -> write.fail(reason)));
        }
    }

    /// Waits for a write and takes those that have come meanwhile as well; empty when idle.
    private List<PendingWrite> takeWrites() {
        List<Optional<PendingWrite>> taken = new ArrayList<>();
        try {
            Optional<PendingWrite> first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
                queue.drainTo(taken, BATCH_SIZE - 1);
            }
        } catch (InterruptedException nobodyMay) {
            throw new IllegalStateException("The writer was interrupted", nobodyMay);
        }
        return taken.stream().flatMap(Optional::stream).toList();
    }

    private void write(List<PendingWrite> writes) {
        var batch = new WriteBatch(state::find, state.revision(), clock.millis());
        try {
            writes.forEach(batch::add);
            if (!batch.rows().isEmpty()) {
                commit(batch);
            }
            batch.complete();
        } catch (StoreReadOnly refused) {
            batch.fail(refused.reason());
        } finally {
            // Without effect on those who have their answer; the others wait only if something unforeseen happened.
            writes.forEach(write -> write.fail(STOPPED));
        }
    }

    /// Returns when the batch is durable and visible.
    private void commit(WriteBatch batch) {
        Fault standing = fault;
        if (standing != null && (standing.until() == null || clock.instant().isBefore(standing.until()))) {
            throw new StoreReadOnly(standing.reason());
        }
        try {
            log.append(batch.rows());
            highWater.advance(batch.rows().getLast().revision());
        } catch (LogFailure failure) {
            throw refuse(failure);
        } catch (IOException failure) {
            throw refuse(new LogFailure("high-water: " + failure, LogFailure.Consequence.UNKNOWN, failure));
        }
        fault = null;
        state.apply(batch.events(), batch.time());
        subscribers.publish(batch.events());
    }

    /// Forgets in steps that are worth a commit of their own: many changes at once, or what has come due in a
    /// while.
    private void compact() {
        Fault standing = fault;
        if (standing != null && standing.until() == null) {
            return;
        }
        long now = clock.millis();
        boolean rested = Math.abs(now - lastCompaction) >= COMPACTION_PAUSE.toMillis();
        Compaction due = state.history().due(now, rested ? 1 : COMPACTION_STEP, COMPACTION_STEP);
        if (due == null) {
            return;
        }
        lastCompaction = now;
        try {
            log.compact(due);
            state.history().forget(due);
        } catch (LogFailure failure) {
            enter(faultOf(failure));
        }
    }

    private StoreReadOnly refuse(LogFailure failure) {
        Fault next = faultOf(failure);
        enter(next);
        return new StoreReadOnly(next.reason());
    }

    private void enter(Fault next) {
        LOG.warn(next.reason());
        fault = next;
    }

    private Fault faultOf(LogFailure failure) {
        return switch (failure.consequence()) {
            case NOTHING_WRITTEN ->
                new Fault(
                        "No room for writes, reads go on: " + failure.getMessage(),
                        clock.instant().plus(PAUSE_WHEN_FULL));
            case UNKNOWN ->
                new Fault(
                        "Writes have stopped until a restart, because whether the last ones are durable is unknown: "
                                + failure.getMessage(),
                        null);
        };
    }
}
