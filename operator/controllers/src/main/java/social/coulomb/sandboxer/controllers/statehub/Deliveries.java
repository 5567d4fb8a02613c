package social.coulomb.sandboxer.controllers.statehub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers what waits: of each object one event after the other, of several objects at the same time.
final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final StateHub hub;
    private final DeliveryLines lines;
    private final HubPace pace;
    private final HubMeters meters;
    private final Listeners listeners;
    private final List<Thread> workers = new ArrayList<>();

    /// Called without any lock held.
    ///
    /// @param onTold when nothing of an object waits any more
    /// @param onRoom when an object's events that found no room may be offered again
    record Listeners(Consumer<Source> onTold, Consumer<Source> onRoom) {}

    Deliveries(StateHub hub, DeliveryLines lines, HubPace pace, HubMeters meters, Listeners listeners) {
        this.hub = hub;
        this.lines = lines;
        this.pace = pace;
        this.meters = meters;
        this.listeners = listeners;
    }

    /// @param atOnce how many events are on their way at the same time
    void start(int atOnce) {
        for (int i = 0; i < atOnce; i++) {
            workers.add(Thread.ofVirtual().name("state-hub-" + i).start(this::work));
        }
    }

    /// Ends at once; what is on its way may or may not arrive.
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                DeliveryLine line = lines.take();
                pace.enter();
                LifecycleEvent event = lines.first(line);
                if (event == null) {
                    pace.abstained();
                } else {
                    attempt(line, event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(DeliveryLine line, LifecycleEvent event) throws InterruptedException {
        switch (tell(event)) {
            case null -> {
                pace.answered();
                meters.delivered();
                goOn(line);
            }
            case HubFailure.Refused refused -> {
                pace.answered();
                passOver(line, event, String.valueOf(refused.getMessage()));
            }
            case HubFailure.Unreachable unreachable -> {
                String why = String.valueOf(unreachable.getMessage());
                pace.failed(why, unreachable.retryAfter().orElse(null));
                tryAgain(line, event, why);
            }
        }
    }

    /// Null when the hub has taken it.
    private @Nullable HubFailure tell(LifecycleEvent event) throws InterruptedException {
        try {
            hub.deliver(event);
            return null;
        } catch (HubFailure e) {
            return e;
        } catch (RuntimeException e) {
            LOG.error("Telling the State Hub broke", e);
            return new HubFailure.Unreachable("an error in sandboxer itself: " + e, e);
        }
    }

    private void goOn(DeliveryLine line) {
        DeliveryLines.Step step = lines.firstIsDone(line);
        if (step.told()) {
            call(listeners.onTold(), line.source);
        }
        step.called().forEach(source -> call(listeners.onRoom(), source));
    }

    /// The event stays in the object's record and, with its id, in the log.
    private void passOver(DeliveryLine line, LifecycleEvent event, String why) {
        LOG.warn(
                "The State Hub will not take event {} of {} ({}), it is passed over: {}",
                event.eventId(),
                line.source,
                event.summary(),
                why);
        meters.refused();
        goOn(line);
    }

    private void tryAgain(DeliveryLine line, LifecycleEvent event, String why) {
        meters.failed();
        if (lines.firstHasFailed(line, pace.answers())) {
            passOver(line, event, "while it took others, " + why);
        }
    }

    /// No listener's trouble ends a delivery.
    private static void call(Consumer<Source> listener, Source source) {
        try {
            listener.accept(source);
        } catch (RuntimeException e) {
            LOG.error("An error after telling the State Hub about {}", source, e);
        }
    }
}
