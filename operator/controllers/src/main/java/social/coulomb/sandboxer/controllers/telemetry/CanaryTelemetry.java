package social.coulomb.sandboxer.controllers.telemetry;

import java.util.List;
import java.util.Optional;
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

    public CanaryTelemetry(HostDirectory hosts, HostReader reader, Placements placements, TelemetrySink sink) {
        this.hosts = hosts;
        this.reader = reader;
        this.placements = placements;
        this.sink = sink;
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
    public IntrospectionReport established(String host, HostReading before, HostReading after, Canary canary) {
        IntrospectionReport report = new IntrospectionReport(
                subject(host, canary),
                after.snapshot().collectedAt(),
                new ProvisionDelta(before.snapshot(), after.snapshot()),
                after.inventory(),
                reader.stale(after.inventory(), known(host, canary)));
        sink.established(report);
        return report;
    }

    /// Hands the sinks what the end of a canary changed.
    public ProvisionDelta destroyed(String host, HostReading before, HostReading after, Canary canary) {
        ProvisionDelta delta = new ProvisionDelta(before.snapshot(), after.snapshot());
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
