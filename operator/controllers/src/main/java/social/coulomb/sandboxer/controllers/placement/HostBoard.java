package social.coulomb.sandboxer.controllers.placement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The hosts on offer now: the HostProbe controller posts them, the Sandbox controller reads. Thread-safe.
///
/// A host that is posted is registered in the host directory too: its sandboxes can be worked on.
public final class HostBoard {

    private final ConcurrentMap<String, HostOffer> offers = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Posts or replaces an offer; tells the listeners when it has changed in more than measures.
    public void post(HostOffer offer) {
        if (!offer.saysTheSameAs(offers.put(offer.name(), offer))) {
            listeners.forEach(listener -> listener.accept(offer.name()));
        }
    }

    public void withdraw(String name) {
        if (offers.remove(name) != null) {
            listeners.forEach(listener -> listener.accept(name));
        }
    }

    public Optional<HostOffer> find(String name) {
        return Optional.ofNullable(offers.get(name));
    }

    /// All offers by name.
    public Map<String, HostOffer> offers() {
        return new TreeMap<>(offers);
    }

    /// Calls the listener with the name of each host whose offer changes. It must return quickly.
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }
}
