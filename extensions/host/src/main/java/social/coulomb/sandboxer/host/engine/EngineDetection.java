package social.coulomb.sandboxer.host.engine;

import java.time.Duration;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.ScriptResource;
import social.coulomb.sandboxer.host.shell.SectionedOutput;

/// Asks a host for its engine and compose, in one round trip.
public final class EngineDetection {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String script = ScriptResource.loadSectioned(EngineDetection.class, "detect.sh");

    /// What the host has; blocks for up to half a minute if an engine hangs.
    ///
    /// @throws HostFailure if the host cannot be asked
    public EngineInfo detect(HostShell shell, EngineSettings settings) {
        CommandResult result = shell.run(
                CommandRequest.script(script, settings.composeCommand().toArray(String[]::new))
                        .within(LIMIT));
        return EngineFinding.judge(SectionedOutput.parse(result.outputText()), settings.choice());
    }
}
