package social.coulomb.sandboxer.host;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import social.coulomb.sandboxer.host.engine.EngineDetection;
import social.coulomb.sandboxer.host.shell.HostShell;

/// Keeps one shell, and so one connection, for each registered host.
public final class PooledHosts implements HostDirectory {
    private final Function<HostSettings, HostShell> shells;
    private final EngineDetection detection = new EngineDetection();
    private final ConcurrentMap<String, PooledHost> hosts = new ConcurrentHashMap<>();

    /// Hosts reached with the adapter that their settings ask for.
    public PooledHosts() {
        this(HostShells::open);
    }

    /// @param shells opens the shell of a host, without connecting yet
    public PooledHosts(Function<HostSettings, HostShell> shells) {
        this.shells = shells;
    }

    @Override
    public Host host(String name) {
        PooledHost host = hosts.get(name);
        if (host == null) {
            throw new UnknownHost(name);
        }
        return host;
    }

    @Override
    public List<String> names() {
        return hosts.keySet().stream().sorted().toList();
    }

    @Override
    public void register(HostSettings settings) {
        hosts.compute(settings.name(), (name, known) -> {
            if (known != null && known.settings().equals(settings)) {
                return known;
            }
            if (known != null) {
                known.close();
            }
            return new PooledHost(settings, shells.apply(settings), detection);
        });
    }

    @Override
    public void remove(String name) {
        PooledHost gone = hosts.remove(name);
        if (gone != null) {
            gone.close();
        }
    }

    @Override
    public void close() {
        names().forEach(this::remove);
    }
}
