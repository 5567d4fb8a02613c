package social.coulomb.sandboxer.host;

import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.shell.HostShell;

/// One registered host. Valid until its settings change; then its commands fail as unreachable and it must be
/// looked up again.
public interface Host {

    /// How it was registered.
    HostSettings settings();

    /// Runs commands there; belongs to the directory, which closes it.
    HostShell shell();

    /// The engine and compose found there. Asks the host at most once per connection, then answers from memory;
    /// a finding with a problem is not kept.
    ///
    /// @throws social.coulomb.sandboxer.host.shell.HostFailure if the host cannot be asked
    EngineInfo engine();

    /// The name under which it is registered.
    default String name() {
        return settings().name();
    }
}
