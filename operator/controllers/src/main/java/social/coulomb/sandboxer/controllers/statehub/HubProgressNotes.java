package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Progress notes to a hub: one at a time, at most one for an object in an interval. Thread-safe.
final class HubProgressNotes implements ProgressNotes, AutoCloseable {

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(HubProgressNotes.class);
    private static final int MOST_WAITING = 64;
    private static final int MOST_OBJECTS = 4096;
    private static final int MOST_MESSAGE = 300;

    private final StateHub hub;
    private final HubPace pace;
    private final Duration interval;
    private final BlockingQueue<LifecycleEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Long> toldAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_OBJECTS;
        }
    };
    private @Nullable Thread sender;

    HubProgressNotes(StateHub hub, HubPace pace, Duration interval) {
        this.hub = hub;
        this.pace = pace;
        this.interval = interval;
    }

    void start() {
        sender = Thread.ofVirtual().name("state-hub-notes").start(this::send);
    }

    @Override
    public void tell(Source source, Map<String, Object> detail, String message) {
        String words = message.replaceAll("\\p{Cntrl}+", " ").strip();
        if (words.isEmpty() || pace.isAway() || !isTime(source.uid())) {
            return;
        }
        String text = words.length() > MOST_MESSAGE ? words.substring(0, MOST_MESSAGE - 1) + "…" : words;
        Map<String, Object> whole = new LinkedHashMap<>(detail);
        whole.put("message", text);
        if (!waiting.offer(LifecycleEvent.progress(source, "Sandbox " + source + ": " + text, whole))) {
            LOG.debug("A progress note of {} is left out", source);
        }
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.interrupt();
        }
    }

    private boolean isTime(String uid) {
        long now = System.nanoTime();
        synchronized (toldAt) {
            Long former = toldAt.get(uid);
            if (former != null && now - former < interval.toNanos()) {
                return false;
            }
            toldAt.remove(uid);
            toldAt.put(uid, now);
            return true;
        }
    }

    private void send() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(LifecycleEvent note) throws InterruptedException {
        try {
            hub.deliver(note);
        } catch (HubFailure | RuntimeException e) {
            LOG.debug("A progress note was not taken", e);
        }
    }
}
