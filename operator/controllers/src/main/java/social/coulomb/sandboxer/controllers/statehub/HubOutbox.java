package social.coulomb.sandboxer.controllers.statehub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The outbox to a hub: what waits in memory and what was left behind, delivered by the same threads.
final class HubOutbox implements LifecycleOutbox, AutoCloseable {

    private final DeliveryLimits limits;
    private final DeliveryLines lines;
    private final Deliveries deliveries;
    private final PendingEvents pending;
    private final HubMeters meters;
    private final List<Consumer<Source>> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Consumer<Source>> room = new CopyOnWriteArrayList<>();

    HubOutbox(StateHub hub, PendingEventMaps maps, HubPace pace, HubMeters meters, DeliveryLimits limits) {
        this.limits = limits;
        this.meters = meters;
        lines = new DeliveryLines(limits);
        pending = new PendingEvents(maps, lines, meters, this::hasRoom);
        deliveries =
                new Deliveries(hub, lines, pace, meters, new Deliveries.Listeners(this::hasBeenTold, this::hasRoom));
    }

    /// Blocks until everything that was left behind was read once.
    void start() {
        meters.watch(lines::waiting, pending::count);
        pending.start();
        deliveries.start(limits.atOnce());
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public void offer(Source source, List<LifecycleEvent> unacknowledged) {
        lines.offer(source, unacknowledged);
    }

    @Override
    public long acknowledged(String uid) {
        return lines.acknowledged(uid);
    }

    @Override
    public boolean isDelivered(String uid, long lastSequence) {
        return lines.acknowledged(uid) >= lastSequence;
    }

    @Override
    public void keep(Source source, List<LifecycleEvent> events) {
        long taken = lines.acknowledged(source.uid());
        pending.keep(
                source,
                events.stream().filter(event -> event.sequence() > taken).toList());
    }

    @Override
    public void forget(String uid) {
        lines.forget(uid);
    }

    @Override
    public void onAcknowledged(Consumer<Source> listener) {
        acknowledged.add(listener);
    }

    @Override
    public void onRoom(Consumer<Source> listener) {
        room.add(listener);
    }

    /// How many objects have a place in memory.
    int objects() {
        return lines.objects();
    }

    @Override
    public void close() {
        deliveries.close();
        pending.close();
        meters.close();
    }

    private void hasBeenTold(Source source) {
        pending.told(source);
        acknowledged.forEach(listener -> listener.accept(source));
    }

    private void hasRoom(Source source) {
        if (!pending.holds(source.uid())) {
            room.forEach(listener -> listener.accept(source));
        }
    }
}
