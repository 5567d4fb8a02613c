package social.coulomb.sandboxer.app.home;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import social.coulomb.sandboxer.controllers.telemetry.HostReader;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.basedir.ShellBaseDirectory;
import social.coulomb.sandboxer.host.inventory.KnownSandbox;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.inventory.StaleCandidates;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.host.telemetry.HostTelemetry;

/// Looks at hosts through their shells.
final class HostTelemetryReader implements HostReader {

    /// What is older than this and belongs to nobody is worth a look.
    private static final Duration STALE_AFTER = Duration.ofHours(24);

    private final HostTelemetry telemetry;
    private final StaleCandidates candidates;

    HostTelemetryReader(String installation, Clock clock) {
        telemetry = new HostTelemetry(clock);
        candidates = new StaleCandidates(installation, STALE_AFTER);
    }

    @Override
    public HostReading read(Host host, CancelSignal cancel) {
        return telemetry.read(host, cancel);
    }

    @Override
    public Duration roundTrip(Host host, CancelSignal cancel) {
        return telemetry.roundTrip(host, cancel);
    }

    @Override
    public HostIdentity claim(Host host, HostIdentity expected, CancelSignal cancel) {
        return baseDirectory(host).claim(expected, cancel);
    }

    @Override
    public void release(Host host, HostIdentity ours, CancelSignal cancel) {
        baseDirectory(host).release(ours, cancel);
    }

    @Override
    public List<StaleCandidate> stale(SandboxInventory inventory, List<KnownSandbox> known) {
        return candidates.find(inventory, known);
    }

    private static ShellBaseDirectory baseDirectory(Host host) {
        return new ShellBaseDirectory(host.shell(), host.settings().baseDir());
    }
}
