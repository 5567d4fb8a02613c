package social.coulomb.sandboxer.controllers.statehub;

import java.util.List;
import java.util.function.Consumer;

/// The outbox where there is no hub.
record SilentOutbox() implements LifecycleOutbox {

    @Override
    public boolean isEnabled() {
        return false;
    }

    @Override
    public void offer(Source source, List<LifecycleEvent> unacknowledged) {}

    @Override
    public long acknowledged(String uid) {
        return 0;
    }

    @Override
    public boolean isDelivered(String uid, long lastSequence) {
        return true;
    }

    @Override
    public void keep(Source source, List<LifecycleEvent> events) {}

    @Override
    public void forget(String uid) {}

    @Override
    public void onAcknowledged(Consumer<Source> listener) {}

    @Override
    public void onRoom(Consumer<Source> listener) {}
}
