package social.coulomb.sandboxer.controllers.placement;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Hosts that are declared and were not looked at yet, as after a start: nothing is known of them, not even
    /// that they are away.
    public void await(Collection<String> declared) {
        awaited.addAll(declared);
    }

    /// Whoever was not looked at by now is not waited for any longer.
    public void awaitNoMore() {
        List<String> late = List.copyOf(awaited);
        awaited.clear();
        late.forEach(name -> listeners.forEach(listener -> listener.accept(name)));
    }

    public boolean isAwaited(String name) {
        return awaited.contains(name);
    }

    /// Whether every host that is waited for was looked at.
    public boolean isComplete() {
        return awaited.isEmpty();
    }

    /// Posts or replaces an offer; tells the listeners when it has changed in more than measures.
    public void post(HostOffer offer) {
        HostOffer former = offers.put(offer.name(), offer);
        boolean wasAwaited = awaited.remove(offer.name());
        if (wasAwaited || !offer.saysTheSameAs(former)) {
            listeners.forEach(listener -> listener.accept(offer.name()));
        }
    }

    public void withdraw(String name) {
        boolean wasAwaited = awaited.remove(name);
        if (offers.remove(name) != null || wasAwaited) {
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
