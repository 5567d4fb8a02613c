package social.coulomb.sandboxer.app.command.sandbox;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.sdk.DurationText;

/// Whether a command waits for what it asked for, how long, and whether it tells of it.
final class WaitOptions {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long to wait (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private String timeout;

    @Option(names = "--no-wait", description = "Return as soon as the API has taken it.")
    private boolean returnsAtOnce;

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not tell on standard error how it goes on.")
    private boolean quiet;

    boolean waits() {
        return !returnsAtOnce;
    }

    Duration limit() throws StartFailure {
        try {
            return DurationText.parse(timeout);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(Exit.USAGE, "--timeout: " + e.getMessage(), e);
        }
    }

    WaitProgress progress(PrintWriter errors) {
        return new WaitProgress(errors, quiet);
    }
}
