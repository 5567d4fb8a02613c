package social.coulomb.sandboxer.controllers.statehub;

import java.util.ArrayDeque;
import java.util.Deque;

/// One object's events that wait. Guarded by the lock of [Deliveries].
final class DeliveryLine {

    final Source source;
    final Deque<LifecycleEvent> events = new ArrayDeque<>();

    /// The highest number that the hub has taken.
    long acknowledged;

    /// Whether a controller offers the object's events; else they were left behind.
    boolean isClaimed;

    /// Whether what was left behind is to be told before anything newer.
    boolean isKept;

    /// Whether it waits for its turn or has it.
    boolean isScheduled;

    /// How often its first event has failed while the hub took others.
    int strikes;

    /// How much the hub had answered when that event last failed; negative before.
    long answersAtFailure = -1;

    DeliveryLine(Source source) {
        this.source = source;
    }

    long lastSequence() {
        return events.isEmpty() ? acknowledged : events.getLast().sequence();
    }

    void firstIsDone() {
        acknowledged = events.removeFirst().sequence();
        strikes = 0;
        answersAtFailure = -1;
    }

    void firstHasFailed(long answers) {
        if (answersAtFailure >= 0 && answers > answersAtFailure) {
            strikes++;
        }
        answersAtFailure = answers;
    }

    boolean isNobodys() {
        return !isClaimed && !isKept && events.isEmpty();
    }
}
