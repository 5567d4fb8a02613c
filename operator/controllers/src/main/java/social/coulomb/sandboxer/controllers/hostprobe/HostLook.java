package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Proof;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.controllers.routing.LatencyBook;
import social.coulomb.sandboxer.controllers.telemetry.HostReader;
import social.coulomb.sandboxer.controllers.telemetry.KnownSandboxes;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.basedir.UnsafeDirectory;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.shell.CancelSource;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.sdk.OperationContext;

/// Looks at a host: registers it, measures it, proves which machine it is. Blocks for a few round trips.
final class HostLook {

    private static final Logger LOG = LoggerFactory.getLogger(HostLook.class);

    private final HostDirectory hosts;
    private final HostReader reader;
    private final HostKeyRing keys;
    private final Placements placements;
    private final ConnectionPolicy policy;
    private final LatencyBook latencies;

    HostLook(
            HostDirectory hosts,
            HostReader reader,
            HostKeyRing keys,
            Placements placements,
            ConnectionPolicy policy,
            LatencyBook latencies) {
        this.hosts = hosts;
        this.reader = reader;
        this.keys = keys;
        this.placements = placements;
        this.policy = policy;
        this.latencies = latencies;
    }

    /// What is to be looked at.
    ///
    /// @param known the identity on record; null before the host was seen the first time
    /// @param moved whether the spec points elsewhere while sandboxes are placed: nobody works there until it is
    ///     proven to be the same machine
    record Subject(HostProbe probe, @Nullable HostIdentity known, boolean moved) {}

    /// @param onRegistered called as soon as commands can be run there
    Finding look(Subject subject, Runnable onRegistered, OperationContext context) {
        HostProbe probe = subject.probe();
        HostIdentity known = subject.known();
        CancelSource cancel = new CancelSource();
        try (var registration = context.cancellation().onCancel(cancel::raise)) {
            if (subject.moved()) {
                return lookElsewhere(probe, known, cancel);
            }
            Host host = register(name(probe), probe);
            onRegistered.run();
            return lookAt(probe, host, known, cancel);
        } catch (HostKeyRing.Unusable e) {
            return new Finding.NotSeen(new Trouble(e.reason(), String.valueOf(e.getMessage()), e.isPermanent()));
        } catch (HostFailure e) {
            return new Finding.NotSeen(HostTroubles.of(e));
        }
    }

    /// Takes our mark off a host that is given back; best effort.
    void release(HostProbe probe, OperationContext context) {
        CancelSource cancel = new CancelSource();
        try (var registration = context.cancellation().onCancel(cancel::raise)) {
            Host host = register(name(probe), probe);
            reader.release(host, new HostIdentity(null, probe.getMetadata().getUid()), cancel);
        } catch (HostKeyRing.Unusable | HostFailure | UnsafeDirectory e) {
            context.progress().report("The host could not be cleaned: " + e.getMessage());
        }
    }

    private Host register(String name, HostProbe probe) throws HostKeyRing.Unusable {
        HostSettings settings = Connection.settings(name, probe, keys.credentials(probe), policy);
        hosts.register(settings);
        return hosts.host(name);
    }

    private Finding lookElsewhere(HostProbe probe, @Nullable HostIdentity known, CancelSource cancel)
            throws HostKeyRing.Unusable {
        // No object's name has a slash: nothing is placed on, or looks for, a host of this name.
        String candidate = name(probe) + "/moved";
        try {
            Finding finding = lookAt(probe, register(candidate, probe), known, cancel);
            if (finding instanceof Finding.Seen seen && seen.proof() instanceof Proof.Missing(Trouble trouble)) {
                return new Finding.Seen(
                        seen.reading(),
                        seen.engine(),
                        new Proof.Missing(inUse(trouble)),
                        seen.stale(),
                        seen.connectionDigest(),
                        seen.roundTrip());
            }
            register(name(probe), probe);
            return finding;
        } catch (HostFailure e) {
            return new Finding.NotSeen(inUse(HostTroubles.of(e)));
        } finally {
            hosts.remove(candidate);
            latencies.forget(candidate);
        }
    }

    private static Trouble inUse(Trouble trouble) {
        return new Trouble(
                "HostInUse",
                "The spec points elsewhere while sandboxes are placed on the host, and it is not proven to be the same"
                        + " machine: change it back, or end the sandboxes first. " + trouble.message(),
                true);
    }

    private Finding lookAt(HostProbe probe, Host host, @Nullable HostIdentity known, CancelSource cancel) {
        HostReading reading = reader.read(host, cancel);
        Proof proof = prove(probe, host, reading.baseDir(), known, cancel);
        EngineInfo engine = host.engine();
        return new Finding.Seen(
                reading,
                engine,
                proof,
                reader.stale(reading.inventory(), KnownSandboxes.on(name(probe), placements)),
                Connection.digest(probe.getSpec()),
                roundTrip(host, cancel));
    }

    /// The median of late: a single answer may be late for many reasons.
    private @Nullable Duration roundTrip(Host host, CancelSource cancel) {
        try {
            latencies.recordRoundTrip(host.name(), reader.roundTrip(host, cancel));
        } catch (HostFailure e) {
            LOG.debug("{} did not answer in time to measure the round trip: {}", host.name(), e.getMessage());
        }
        return latencies.medianRoundTrip(host.name()).orElse(null);
    }

    private Proof prove(
            HostProbe probe, Host host, BaseDirReading found, @Nullable HostIdentity known, CancelSource cancel) {
        HostIdentity ours =
                new HostIdentity(found.machineId(), probe.getMetadata().getUid());
        if (known != null && !Objects.equals(known.machineId(), found.machineId())) {
            return missing(
                    "HostIdentityChanged",
                    "This is another machine than the one that was registered: its machine-id differs.",
                    true);
        }
        return switch (found.state()) {
            case UNSAFE ->
                missing(
                        "BaseDirUnsafe",
                        "The base directory " + Connection.baseDir(probe.getSpec())
                                + " is a link, not a directory, or not ours alone: choose another baseDir.",
                        true);
            case UNKNOWN -> missing("BaseDirUnknown", "The base directory could not be looked at.", false);
            case ABSENT, SAFE -> proveRecord(probe, host, found, ours, known, cancel);
        };
    }

    private Proof proveRecord(
            HostProbe probe,
            Host host,
            BaseDirReading found,
            HostIdentity ours,
            @Nullable HostIdentity known,
            CancelSource cancel) {
        if (found.recorded() == null
                && known != null
                && !placements.on(name(probe)).isEmpty()) {
            return missing(
                    "HostIdentityUnrecorded",
                    "The base directory has lost its record while sandboxes are placed there: the host may have been"
                            + " cleaned or exchanged.",
                    true);
        }
        try {
            HostIdentity recorded = found.recorded() == null ? reader.claim(host, ours, cancel) : found.recorded();
            return recorded.equals(ours)
                    ? new Proof.Same(ours)
                    : missing(
                            "HostIdentityForeign",
                            "The base directory belongs to another HostProbe: choose another baseDir, or remove its file "
                                    + HostIdentity.FILE_NAME + " when nobody uses it any more.",
                            true);
        } catch (UnsafeDirectory e) {
            return missing("BaseDirUnsafe", String.valueOf(e.getMessage()), true);
        }
    }

    private static Proof missing(String reason, String message, boolean stalled) {
        return new Proof.Missing(new Trouble(reason, message, stalled));
    }

    private static String name(HostProbe probe) {
        return probe.getMetadata().getName();
    }
}
