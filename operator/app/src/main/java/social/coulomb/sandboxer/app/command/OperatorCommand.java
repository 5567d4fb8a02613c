package social.coulomb.sandboxer.app.command;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.home.ClusterHome;
import social.coulomb.sandboxer.app.home.StateDirectory;

/// `sandboxer operator`: the controllers against a cluster's API.
@Command(
        name = "operator",
        description = "Runs the controllers against the current kubeconfig's API, until it is ended.",
        mixinStandardHelpOptions = true)
public final class OperatorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the API; without it what kubectl would use, or the Pod's own account.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "sandboxer-system",
            description = "The controllers' own namespace: catalog, Lease, hosts' keys (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String namespace;

    @Option(
            names = "--installation",
            paramLabel = "ID",
            description = "Marks everything made outside; derived from the cluster and the namespace without it.")
    private @Nullable String installation;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            defaultValue = "0.0.0.0:26480",
            converter = AddressConverter.class,
            description = "Where /metrics, /healthz and /readyz are served (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private InetSocketAddress metrics;

    @Override
    public Integer call() throws Exception {
        StateDirectory directory = options.openState();
        ClusterHome.Settings settings = new ClusterHome.Settings(
                kubeconfig,
                namespace,
                installation,
                options.profiles(),
                metrics,
                directory,
                options.knownHosts(),
                options.policy());
        try (ClusterHome home = ClusterHome.start(settings)) {
            options.run(home, spec.commandLine().getOut());
        }
        return 0;
    }
}
