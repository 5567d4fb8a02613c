package social.coulomb.sandboxer.host;

import java.util.List;

/// The hosts known now. Safe for use by many threads.
public interface HostDirectory extends AutoCloseable {

    /// The host of that name. Does not connect.
    ///
    /// @throws UnknownHost if none is registered
    Host host(String name);

    /// The names of all registered hosts, sorted.
    List<String> names();

    /// Makes a host known, or replaces its settings. Repeatable: equal settings change nothing; changed ones
    /// close the old connection.
    void register(HostSettings settings);

    /// Forgets a host and closes its connection. Repeatable.
    void remove(String name);

    /// Closes every connection.
    @Override
    void close();
}
