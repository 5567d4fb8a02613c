package social.coulomb.sandboxer.host.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.OutputLimit;
import social.coulomb.sandboxer.host.shell.ScriptResource;
import social.coulomb.sandboxer.host.shell.SectionedOutput;

/// Looks at a host: measures, inventory and base directory in one round trip. Reads only, and needs no root.
public final class HostTelemetry {
    /// What one look may take.
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private static final OutputLimit OUTPUT = new OutputLimit(16 << 20);

    private final Clock clock;
    private final String script = ScriptResource.loadSectioned(HostTelemetry.class, "snapshot.sh");

    public HostTelemetry(Clock clock) {
        this.clock = clock;
    }

    /// Takes one look; blocks for ten seconds at most. Repeatable. A part that cannot be had is missing from
    /// the result and named in its problems.
    ///
    /// @throws HostFailure if the host cannot be asked at all
    public HostReading read(Host host, CancelSignal cancel) {
        CommandResult result = host.shell()
                .run(
                        CommandRequest.script(script, host.settings().baseDir())
                                .within(LIMIT)
                                .limitedTo(OUTPUT),
                        cancel);
        Instant now = clock.instant();
        SectionedOutput said = SectionedOutput.parse(result.outputText());
        EngineListing engines = EngineListing.of(said);
        BaseDirFinding baseDir = new BaseDirFinding(said, host.settings().baseDir());
        Instant hostNow = said.text("time")
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .orElse(now);
        return new HostReading(
                new MeasureReading(said).snapshot(now, engines),
                new InventoryReading(host.name(), hostNow).inventory(baseDir, engines),
                baseDir.reading(),
                Duration.between(now, hostNow).truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                result.duration());
    }

    /// How long the host takes to answer to a command that does nothing. Blocks for ten seconds at most; over a
    /// connection that is still to be made it says more about making connections.
    ///
    /// @throws HostFailure if the host cannot be asked at all
    public Duration roundTrip(Host host, CancelSignal cancel) {
        return host.shell()
                .run(CommandRequest.command("true").within(LIMIT), cancel)
                .duration();
    }
}
