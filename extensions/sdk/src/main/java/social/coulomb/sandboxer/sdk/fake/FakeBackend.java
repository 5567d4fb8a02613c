package social.coulomb.sandboxer.sdk.fake;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;

/// The outside world of [FakeExtension]: it outlives the extension, as a real host outlives a crashed program.
public final class FakeBackend {

    /// @param complete false while it is only half made
    /// @param claim how often it was made anew; more than once for one identity would be a double
    record Thing(SandboxIdentity owner, @Nullable String host, boolean complete, int claim) {}

    private final ConcurrentMap<String, Thing> things = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> creations = new ConcurrentHashMap<>();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    /// Names of all that exists, half-made things included, sorted.
    public List<String> names() {
        return things.keySet().stream().sorted().toList();
    }

    /// The largest number of things that ever existed at the same time.
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /// How often something was made under this name: 1 is right, more means doubled work.
    public int creationsOf(String backendName) {
        return creations.getOrDefault(backendName, 0);
    }

    /// Puts something of a stranger in the place where the sandbox would be made.
    public void occupy(SandboxIdentity wanted, String strangersInstallation) {
        SandboxIdentity stranger = new SandboxIdentity(
                strangersInstallation, wanted.uid(), wanted.incarnation(), wanted.namespace(), wanted.name());
        things.put(wanted.backendName(), new Thing(stranger, null, true, 1));
    }

    /// Takes the sandbox away behind the controllers' back, as a person with a shell would.
    public void vanish(SandboxIdentity identity) {
        things.remove(identity.backendName());
    }

    @Nullable
    Thing find(SandboxReference sandbox) {
        return things.get(sandbox.identity().backendName());
    }

    void begin(SandboxReference sandbox) {
        String name = sandbox.identity().backendName();
        things.computeIfAbsent(
                name,
                key -> new Thing(sandbox.identity(), sandbox.host(), false, creations.merge(name, 1, Integer::sum)));
        mostAtOnce.accumulateAndGet(things.size(), Math::max);
    }

    void complete(SandboxReference sandbox) {
        things.computeIfPresent(
                sandbox.identity().backendName(),
                (name, thing) -> new Thing(thing.owner(), thing.host(), true, thing.claim()));
    }

    boolean remove(SandboxReference sandbox) {
        return things.remove(sandbox.identity().backendName()) != null;
    }
}
