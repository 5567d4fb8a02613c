package social.coulomb.sandboxer.controllers.telemetry;

import java.time.Duration;
import java.util.List;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.inventory.KnownSandbox;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.telemetry.HostReading;

/// Looks at hosts. Every method but [#stale] blocks for a round trip, is repeatable and throws
/// [social.coulomb.sandboxer.host.shell.HostFailure] when the host cannot be asked.
public interface HostReader {

    /// Measures, inventory and base directory in one look.
    HostReading read(Host host, CancelSignal cancel);

    /// How long the host takes to answer to a command that does nothing, over a connection that stands.
    Duration roundTrip(Host host, CancelSignal cancel);

    /// Records in the base directory that it is ours, unless something is recorded there already.
    ///
    /// @return what is recorded now, which need not be the expected identity
    HostIdentity claim(Host host, HostIdentity expected, CancelSignal cancel);

    /// Takes our record out of the base directory, and the directory with it when nothing else is in it. What
    /// another one recorded is left alone.
    void release(Host host, HostIdentity ours, CancelSignal cancel);

    /// What in the inventory seems to have been left behind, the worst first. Pure.
    List<StaleCandidate> stale(SandboxInventory inventory, List<KnownSandbox> known);
}
