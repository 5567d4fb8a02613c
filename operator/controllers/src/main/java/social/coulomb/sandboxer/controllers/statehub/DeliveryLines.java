package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The events that wait, a line for each object, and whose turn it is. Bounded; lives in memory only.
/// Thread-safe.
final class DeliveryLines {

    private static final int CALLED_AT_ONCE = 8;

    private final DeliveryLimits limits;
    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final Map<String, DeliveryLine> lines = new HashMap<>();
    private final Set<Source> withoutRoom = new LinkedHashSet<>();
    private int waiting;

    DeliveryLines(DeliveryLimits limits) {
        this.limits = limits;
    }

    /// What follows from a step.
    ///
    /// @param told whether nothing of the object waits any more
    /// @param called who is to offer again, because there is room now
    record Step(boolean told, List<Source> called) {}

    /// As [LifecycleOutbox#offer].
    synchronized void offer(Source source, List<LifecycleEvent> events) {
        DeliveryLine known = lines.get(source.uid());
        if (known == null && events.isEmpty()) {
            return;
        }
        DeliveryLine line = known == null ? begin(source) : known;
        line.isClaimed = true;
        if (!line.isKept) {
            add(line, events);
        }
    }

    /// Takes what was left behind; until [#release], nothing else of the object.
    ///
    /// @return whether there was room for all of it
    synchronized boolean offerKept(Source source, List<LifecycleEvent> events) {
        DeliveryLine known = lines.get(source.uid());
        DeliveryLine line = known == null ? begin(source) : known;
        line.isKept = true;
        return add(line, events);
    }

    /// What was left behind is told.
    ///
    /// @return whether a controller has offered more meanwhile
    synchronized boolean release(String uid) {
        DeliveryLine line = lines.get(uid);
        if (line == null) {
            return false;
        }
        line.isKept = false;
        removeIfNobodys(line);
        return line.isClaimed;
    }

    synchronized long acknowledged(String uid) {
        DeliveryLine line = lines.get(uid);
        return line == null ? 0 : line.acknowledged;
    }

    synchronized void forget(String uid) {
        DeliveryLine line = lines.get(uid);
        if (line == null) {
            return;
        }
        line.isClaimed = false;
        withoutRoom.remove(line.source);
        if (!line.isKept) {
            waiting -= line.events.size();
            lines.remove(uid);
        }
    }

    synchronized int waiting() {
        return waiting;
    }

    /// How many objects have a place in memory.
    synchronized int objects() {
        return lines.size();
    }

    synchronized boolean hasRoom() {
        return waiting < limits.mostWaiting() / 2;
    }

    /// Blocks until it is an object's turn; end it with [#firstIsDone] or [#firstHasFailed].
    DeliveryLine take() throws InterruptedException {
        return turns.take().line();
    }

    /// Null when the object was forgotten meanwhile; then its turn is over.
    synchronized @Nullable LifecycleEvent first(DeliveryLine line) {
        return isPresent(line) ? line.events.peekFirst() : null;
    }

    synchronized Step firstIsDone(DeliveryLine line) {
        if (!isPresent(line)) {
            return new Step(false, List.of());
        }
        line.firstIsDone();
        waiting--;
        boolean told = line.events.isEmpty();
        line.isScheduled = false;
        if (told) {
            removeIfNobodys(line);
        } else {
            schedule(line, Duration.ZERO);
        }
        return new Step(told, nextWithoutRoom());
    }

    /// @param answers how much the hub has answered so far
    /// @return whether it has to be passed over; its turn goes on then
    synchronized boolean firstHasFailed(DeliveryLine line, long answers) {
        line.firstHasFailed(answers);
        if (line.strikes >= limits.mostStrikes()) {
            return true;
        }
        schedule(
                line, line.strikes == 0 ? Duration.ZERO : limits.strikePauses().after(line.strikes, line.source.uid()));
        return false;
    }

    private boolean isPresent(DeliveryLine line) {
        return lines.get(line.source.uid()) == line;
    }

    private DeliveryLine begin(Source source) {
        DeliveryLine line = new DeliveryLine(source);
        lines.put(source.uid(), line);
        return line;
    }

    private boolean add(DeliveryLine line, List<LifecycleEvent> events) {
        boolean whole = true;
        for (LifecycleEvent event : events) {
            if (event.sequence() > line.lastSequence()) {
                whole = waiting < limits.mostWaiting();
                if (!whole) {
                    break;
                }
                line.events.add(event);
                waiting++;
            }
        }
        if (whole) {
            withoutRoom.remove(line.source);
        } else {
            withoutRoom.add(line.source);
        }
        if (!line.isScheduled && !line.events.isEmpty()) {
            schedule(line, Duration.ZERO);
        }
        return whole;
    }

    private void schedule(DeliveryLine line, Duration pause) {
        line.isScheduled = true;
        turns.add(new Turn(line, System.nanoTime() + pause.toNanos()));
    }

    private void removeIfNobodys(DeliveryLine line) {
        if (line.isNobodys()) {
            lines.remove(line.source.uid());
        }
    }

    /// A few at a time, so that they come no faster than room is made.
    private List<Source> nextWithoutRoom() {
        List<Source> next = new ArrayList<>();
        if (waiting < limits.mostWaiting() / 2) {
            Iterator<Source> all = withoutRoom.iterator();
            while (all.hasNext() && next.size() < CALLED_AT_ONCE) {
                next.add(all.next());
                all.remove();
            }
        }
        return next;
    }

    /// An object's place in the queue.
    private record Turn(DeliveryLine line, long dueAt) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueAt - ((Turn) other).dueAt, 0);
        }
    }
}
