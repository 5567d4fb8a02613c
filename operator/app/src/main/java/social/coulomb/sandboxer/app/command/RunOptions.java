package social.coulomb.sandboxer.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.home.Home;
import social.coulomb.sandboxer.app.home.StateDirectory;

/// What both ways of running the controllers take, and how they run.
final class RunOptions {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where everything is kept; ~/.local/share/sandboxer without it.")
    private @Nullable Path state;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "Profiles and extension descriptors of your own; followed as they change.")
    private @Nullable Path profiles;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "Host keys to believe; ~/.ssh/known_hosts without it.")
    private @Nullable Path knownHosts;

    @Option(names = "--until-ready", description = "Ends as soon as everything runs: to try a configuration.")
    private boolean untilReady;

    StateDirectory openState() throws StartFailure {
        return StateDirectory.open(state == null ? StateDirectory.defaultRoot() : state);
    }

    @Nullable
    Path profiles() {
        return profiles;
    }

    Path knownHosts() {
        return knownHosts == null ? Path.of(System.getProperty("user.home"), ".ssh", "known_hosts") : knownHosts;
    }

    /// Blocks until the program is asked to end, unless it was only to be tried.
    void run(Home home, PrintWriter out) throws InterruptedException {
        home.describe().forEach(out::println);
        out.flush();
        if (!untilReady) {
            home.runUntilEnded();
        }
    }
}
