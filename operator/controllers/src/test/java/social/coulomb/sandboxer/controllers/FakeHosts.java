package social.coulomb.sandboxer.controllers;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.telemetry.HostReader;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.UnknownHost;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.engine.ComposeInfo;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.engine.EngineKind;
import social.coulomb.sandboxer.host.engine.EngineVersion;
import social.coulomb.sandboxer.host.inventory.KnownSandbox;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;
import social.coulomb.sandboxer.sdk.fake.FakeBackend;

/// Hosts in memory, addressed as real ones are, with machines that can be exchanged and taken away.
public final class FakeHosts implements HostDirectory, HostReader {

    /// A machine behind an address.
    public static final class Machine {
        private final String machineId;
        private volatile @Nullable HostIdentity recorded;
        private volatile @Nullable HostFailure failure;
        private volatile long memAvailableMb = 4000;

        private Machine(String machineId) {
            this.machineId = machineId;
        }

        /// Every look fails like that until it is null again.
        public void failWith(@Nullable HostFailure newFailure) {
            failure = newFailure;
        }

        public void memoryLeft(long mebibytes) {
            memAvailableMb = mebibytes;
        }

        public @Nullable HostIdentity recorded() {
            return recorded;
        }
    }

    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    private final Map<String, HostSettings> settings = new ConcurrentHashMap<>();
    private final FakeBackend backend;
    private final Clock clock;

    /// @param backend whose things count as the containers of every machine
    public FakeHosts(FakeBackend backend, Clock clock) {
        this.backend = backend;
        this.clock = clock;
    }

    /// Puts a new machine behind an address.
    public Machine machine(String address, String machineId) {
        Machine machine = new Machine(machineId);
        machines.put(address, machine);
        return machine;
    }

    @Override
    public Host host(String name) {
        HostSettings known = settings.get(name);
        if (known == null) {
            throw new UnknownHost(name);
        }
        return new FakeHost(known);
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(new TreeMap<>(settings).keySet());
    }

    @Override
    public void register(HostSettings newSettings) {
        settings.put(newSettings.name(), newSettings);
    }

    @Override
    public void remove(String name) {
        settings.remove(name);
    }

    @Override
    public void close() {
        settings.clear();
    }

    @Override
    public HostReading read(Host host, CancelSignal cancel) {
        Machine machine = reached(host);
        int containers = backend.names().size();
        HostSnapshot snapshot = new HostSnapshot(
                clock.instant(),
                new HostSnapshot.Load(0.5, 0.4, 0.3, 2),
                new HostSnapshot.Memory(8000, machine.memAvailableMb),
                new HostSnapshot.Disks(new HostSnapshot.Disk(40, 12.5, 3), null),
                new HostSnapshot.Containers(containers, containers),
                List.of());
        HostIdentity recorded = machine.recorded;
        return new HostReading(
                snapshot,
                new SandboxInventory(host.name(), List.of(), true, true),
                new BaseDirReading(
                        recorded == null ? BaseDirReading.State.ABSENT : BaseDirReading.State.SAFE,
                        recorded,
                        machine.machineId,
                        null),
                Duration.ZERO,
                Duration.ofMillis(3));
    }

    @Override
    public Duration roundTrip(Host host, CancelSignal cancel) {
        reached(host);
        return Duration.ofMillis(2);
    }

    @Override
    public HostIdentity claim(Host host, HostIdentity expected, CancelSignal cancel) {
        Machine machine = reached(host);
        HostIdentity recorded = machine.recorded;
        if (recorded == null) {
            machine.recorded = expected;
            return expected;
        }
        return recorded;
    }

    @Override
    public void release(Host host, HostIdentity ours, CancelSignal cancel) {
        Machine machine = reached(host);
        HostIdentity recorded = machine.recorded;
        if (recorded != null && recorded.ownerId().equals(ours.ownerId())) {
            machine.recorded = null;
        }
    }

    @Override
    public List<StaleCandidate> stale(SandboxInventory inventory, List<KnownSandbox> known) {
        return List.of();
    }

    private Machine reached(Host host) {
        Machine machine = machines.get(host.settings().endpoint().address());
        if (machine == null) {
            throw new HostFailure.Unreachable(
                    "nobody answers at " + host.settings().endpoint(), null);
        }
        HostFailure failure = machine.failure;
        if (failure != null) {
            throw failure;
        }
        return machine;
    }

    private record FakeHost(HostSettings settings) implements Host {

        @Override
        public HostShell shell() {
            throw new HostFailure.Unreachable("a fake host runs no commands", null);
        }

        @Override
        public EngineInfo engine() {
            return new EngineInfo(
                    EngineKind.PODMAN,
                    new EngineVersion(4, 3, 1),
                    List.of("podman"),
                    new ComposeInfo(
                            ComposeInfo.Variant.PODMAN_COMPOSE, new EngineVersion(1, 0, 3), List.of("podman-compose")),
                    false,
                    null);
        }
    }
}
