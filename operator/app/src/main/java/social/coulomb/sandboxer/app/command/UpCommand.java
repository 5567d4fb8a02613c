package social.coulomb.sandboxer.app.command;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.home.CanaryWorkspace;
import social.coulomb.sandboxer.app.home.LocalHome;
import social.coulomb.sandboxer.app.home.StateDirectory;

/// `sandboxer up`: the API and the controllers in this one process.
@Command(
        name = "up",
        description = "Serves the API and runs the controllers, on this machine alone, until it is ended.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:26443",
            converter = AddressConverter.class,
            description = "Where the API is served (${DEFAULT-VALUE}). Port 0 takes a free one.")
    @SuppressWarnings("NullAway.Init")
    private InetSocketAddress listen;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:26480",
            converter = AddressConverter.class,
            description = "Where /metrics, /healthz and /readyz are served (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private InetSocketAddress metrics;

    @Option(
            names = "--repo-root",
            paramLabel = "DIR",
            description = "A directory below which inputs.repo may name local workspaces. May be given more than once.")
    private List<Path> repoRoots = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        StateDirectory directory = options.openState();
        LocalHome.Settings settings = new LocalHome.Settings(
                directory,
                listen,
                metrics,
                options.profiles(),
                repoRoots,
                options.knownHosts(),
                CanaryWorkspace.find(
                        System.getenv(CanaryWorkspace.TREE_VARIABLE),
                        System.getProperty(CanaryWorkspace.CHECKOUT_PROPERTY),
                        directory.canary()),
                options.policy());
        try (LocalHome home = LocalHome.start(settings)) {
            options.run(home, spec.commandLine().getOut());
        }
        return 0;
    }
}
