package social.coulomb.sandboxer.controllers.reconcile;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The lanes of all hosts and extensions, shared by the kinds.
public final class Lanes {

    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();

    /// The lane of that name, now with that many places.
    public Lane lane(String name, int limit) {
        Lane lane = lanes.computeIfAbsent(name, key -> new Lane(limit));
        lane.resize(limit);
        return lane;
    }
}
