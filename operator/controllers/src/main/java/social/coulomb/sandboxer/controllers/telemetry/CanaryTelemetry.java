package social.coulomb.sandboxer.controllers.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.UnknownHost;
import social.coulomb.sandboxer.host.inventory.KnownSandbox;
import social.coulomb.sandboxer.host.shell.CancelSource;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.Cancellation;

/// Takes a canary's measures around its establishment and its end. Blocks for a round trip; a host that cannot be
/// measured costs the report, never the sandbox.
public final class CanaryTelemetry {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryTelemetry.class);

    private final HostDirectory hosts;
    private final HostReader reader;
    private final Placements placements;
    private final TelemetrySink sink;
    private final ConcurrentMap<String, HostReading> before = new ConcurrentHashMap<>();

    public CanaryTelemetry(HostDirectory hosts, HostReader reader, Placements placements, TelemetrySink sink) {
        this.hosts = hosts;
        this.reader = reader;
        this.placements = placements;
        this.sink = sink;
    }

    /// A look at the host before the canary: that of the first attempt, since later ones see what that one left. Empty
    /// when it could not be had, or when something of the canary is there from a time that nobody remembers.
    public Optional<HostReading> lookBefore(String host, Canary canary, Cancellation cancellation) {
        HostReading known = before.get(canary.sandboxId());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<HostReading> look = look(host, cancellation).filter(reading -> isWithout(canary, reading));
        look.ifPresent(reading -> before.put(canary.sandboxId(), reading));
        return look;
    }

    /// Forgets what was seen before a canary that comes to its end.
    public void forget(Canary canary) {
        before.remove(canary.sandboxId());
    }

    private static boolean isWithout(Canary canary, HostReading reading) {
        return reading.inventory().entries().stream()
                .noneMatch(entry -> entry.id().equals(canary.sandboxId()));
    }

    /// A look at the host; empty when it could not be had.
    public Optional<HostReading> look(String host, Cancellation cancellation) {
        CancelSource cancel = new CancelSource();
        try (var registration = cancellation.onCancel(cancel::raise)) {
            return Optional.of(reader.read(hosts.host(host), cancel));
        } catch (HostFailure | UnknownHost e) {
            LOG.warn("The canary's measures of {} could not be taken: {}", host, e.getMessage());
            return Optional.empty();
        }
    }

    /// Makes the report of an established canary and hands it to the sinks.
    public IntrospectionReport established(String host, HostReading earlier, HostReading later, Canary canary) {
        IntrospectionReport report = new IntrospectionReport(
                subject(host, canary),
                later.snapshot().collectedAt(),
                new ProvisionDelta(earlier.snapshot(), later.snapshot()),
                later.inventory(),
                reader.stale(later.inventory(), known(host, canary)));
        before.remove(canary.sandboxId());
        sink.established(report);
        return report;
    }

    /// Hands the sinks what the end of a canary changed.
    public ProvisionDelta destroyed(String host, HostReading earlier, HostReading later, Canary canary) {
        ProvisionDelta delta = new ProvisionDelta(earlier.snapshot(), later.snapshot());
        sink.destroyed(subject(host, canary), delta);
        return delta;
    }

    /// @param sandboxId the canary's incarnation
    /// @param profileId the profile it was made from
    public record Canary(String sandboxId, String profileId) {}

    private IntrospectionReport.Subject subject(String host, Canary canary) {
        Host known = hosts.host(host);
        return new IntrospectionReport.Subject(
                known.settings().endpoint().address(), canary.sandboxId(), canary.profileId());
    }

    private List<KnownSandbox> known(String host, Canary canary) {
        return KnownSandboxes.on(host, placements).stream()
                .map(each -> each.sandboxId().equals(canary.sandboxId())
                        ? new KnownSandbox(canary.sandboxId(), KnownSandbox.Stage.ESTABLISHED)
                        : each)
                .toList();
    }
}
