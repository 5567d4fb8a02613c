package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.statehub.PendingEventMaps.Left;

/// Has delivered what was left behind, also by an earlier process, and takes it away then. Thread-safe.
final class PendingEvents implements AutoCloseable {

    static final int MOST_EVENTS = 256;
    static final int MOST_CHARACTERS = 600_000;

    private static final Logger LOG = LoggerFactory.getLogger(PendingEvents.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

    private final PendingEventMaps maps;
    private final DeliveryLines lines;
    private final HubMeters meters;
    private final Consumer<Source> onReleased;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Source> told = new LinkedBlockingQueue<>();
    private @Nullable Thread sweeper;

    /// What is known of one object's ConfigMap. Its lock is held while the ConfigMap changes.
    private static final class Entry {
        private final Source source;
        private long lastSequence;
        private boolean isStored;
        private boolean isLoaded;
        private boolean isOver;

        Entry(Source source) {
            this.source = source;
        }
    }

    /// @param onReleased told when an object that is still there may offer its events again
    PendingEvents(PendingEventMaps maps, DeliveryLines lines, HubMeters meters, Consumer<Source> onReleased) {
        this.maps = maps;
        this.lines = lines;
        this.meters = meters;
        this.onReleased = onReleased;
    }

    /// Takes up what an earlier process has left. Blocks; to be done before objects offer anything, so that
    /// older events come first.
    void start() {
        load();
        sweeper = Thread.ofVirtual().name("pending-events").start(this::work);
    }

    /// As [LifecycleOutbox#keep].
    void keep(Source source, List<LifecycleEvent> events) {
        while (!events.isEmpty() && !keptIn(entries.computeIfAbsent(source.uid(), uid -> new Entry(source)), events)) {
            Thread.onSpinWait();
        }
    }

    /// Everything of that object was delivered, so its ConfigMap may go.
    void told(Source source) {
        if (entries.containsKey(source.uid())) {
            told.add(source);
        }
    }

    boolean holds(String uid) {
        return entries.containsKey(uid);
    }

    int count() {
        return entries.size();
    }

    @Override
    public void close() {
        if (sweeper != null) {
            sweeper.interrupt();
        }
    }

    /// @return false when the entry has ended just now: there is a new one to be made
    private boolean keptIn(Entry entry, List<LifecycleEvent> events) {
        synchronized (entry) {
            if (entry.isOver) {
                return false;
            }
            try {
                List<LifecycleEvent> former = entry.isStored ? maps.read(entry.source) : List.of();
                List<LifecycleEvent> all = bounded(entry.source, former, events);
                maps.write(new Left(entry.source, all));
                entry.isStored = true;
                take(entry, all);
            } finally {
                if (!entry.isStored) {
                    end(entry);
                }
            }
        }
        return true;
    }

    private void take(Entry entry, List<LifecycleEvent> events) {
        entry.lastSequence = events.getLast().sequence();
        entry.isLoaded = lines.offerKept(entry.source, events);
    }

    private void end(Entry entry) {
        entry.isOver = true;
        entries.remove(entry.source.uid(), entry);
    }

    private List<LifecycleEvent> bounded(Source source, List<LifecycleEvent> former, List<LifecycleEvent> added) {
        TreeMap<Long, LifecycleEvent> all = new TreeMap<>();
        former.forEach(event -> all.put(event.sequence(), event));
        added.forEach(event -> all.putIfAbsent(event.sequence(), event));
        List<LifecycleEvent> kept = new ArrayList<>();
        int characters = 0;
        for (LifecycleEvent event : all.values()) {
            characters += PendingEventMaps.text(event).length();
            if (kept.size() == MOST_EVENTS || characters > MOST_CHARACTERS) {
                break;
            }
            kept.add(event);
        }
        int lost = all.size() - kept.size();
        if (lost > 0) {
            LOG.error("{} has too many events that the State Hub has not taken: {} are lost", source, lost);
            meters.lost(lost);
        }
        return kept;
    }

    private void load() {
        maps.readAll(left -> {
            Entry entry = entries.computeIfAbsent(left.source().uid(), uid -> new Entry(left.source()));
            synchronized (entry) {
                if (!entry.isOver && !entry.isLoaded) {
                    entry.isStored = true;
                    take(entry, left.events());
                }
            }
        });
    }

    private void work() {
        long sweptAt = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Source next = told.poll(SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                Entry entry = next == null ? null : entries.get(next.uid());
                if (entry != null) {
                    removeIfTold(entry);
                }
                if (System.nanoTime() - sweptAt >= SWEEP_INTERVAL.toNanos()) {
                    sweep();
                    sweptAt = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What went wrong before is tried again here.
    private void sweep() {
        boolean isWhole = true;
        for (Entry entry : entries.values()) {
            removeIfTold(entry);
            isWhole &= entry.isLoaded;
        }
        if (!isWhole && lines.hasRoom()) {
            try {
                load();
            } catch (RuntimeException e) {
                LOG.warn("Events that were left behind cannot be read now: {}", e.getMessage());
            }
        }
    }

    private void removeIfTold(Entry entry) {
        synchronized (entry) {
            boolean isTold = entry.isLoaded && lines.acknowledged(entry.source.uid()) >= entry.lastSequence;
            if (!isTold || entry.isOver) {
                return;
            }
            if (!isDeleted(entry.source)) {
                return;
            }
            end(entry);
        }
        if (lines.release(entry.source.uid())) {
            call(entry.source);
        }
    }

    /// What cannot be done now is done at a later sweep.
    private boolean isDeleted(Source source) {
        try {
            maps.delete(source);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Events of {} that were told cannot be removed now: {}", source, e.getMessage());
            return false;
        }
    }

    private void call(Source source) {
        try {
            onReleased.accept(source);
        } catch (RuntimeException e) {
            LOG.error("An error after telling the State Hub about {}", source, e);
        }
    }
}
