package social.coulomb.sandboxer.app.home;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.catalog.CatalogDirectory;
import social.coulomb.sandboxer.app.catalog.CatalogPublisher;
import social.coulomb.sandboxer.app.metrics.MetricsServer;
import social.coulomb.sandboxer.controllers.Controllers;
import social.coulomb.sandboxer.controllers.ControllersOptions;
import social.coulomb.sandboxer.controllers.TolerantClient;
import social.coulomb.sandboxer.controllers.hostprobe.ConnectionPolicy;
import social.coulomb.sandboxer.controllers.telemetry.TelemetryFiles;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.StateFolder;

/// Everything that `sandboxer up` runs: the API first, then the controllers against it, as against any
/// cluster's.
public final class LocalHome implements Home {

    /// Where the controllers keep what is theirs: catalog, Lease, keys of hosts.
    public static final String NAMESPACE = "sandboxer-system";

    /// @param listen where the API is served
    /// @param metrics where metrics and health are served
    /// @param profiles the user's own catalog directory
    /// @param repoRoots what `inputs.repo` may lie under
    /// @param knownHosts whose keys are believed where a host pins none
    /// @param canaryWorkspace what the canary deploys
    /// @param policy what is assumed where nobody says anything
    public record Settings(
            StateDirectory state,
            InetSocketAddress listen,
            InetSocketAddress metrics,
            @Nullable Path profiles,
            List<Path> repoRoots,
            Path knownHosts,
            Path canaryWorkspace,
            ControllersOptions.Policy policy) {

        public Settings {
            repoRoots = List.copyOf(repoRoots);
        }
    }

    private final RunningParts parts = new RunningParts();
    private final List<String> description = new ArrayList<>();

    private LocalHome() {}

    /// Returns when everything runs.
    ///
    /// @throws StartFailure with everything that was started ended again
    public static LocalHome start(Settings settings) throws StartFailure {
        LocalHome home = new LocalHome();
        boolean started = false;
        try {
            home.begin(settings);
            started = true;
            return home;
        } finally {
            if (!started) {
                home.close();
            }
        }
    }

    @Override
    public List<String> describe() {
        return List.copyOf(description);
    }

    @Override
    public void runUntilEnded() throws InterruptedException {
        parts.runUntilEnded();
    }

    @Override
    public void close() {
        parts.close();
    }

    private void begin(Settings settings) throws StartFailure {
        Clock clock = Clock.systemUTC();
        StateDirectory state = settings.state();
        EmbeddedApiServer api = parts.keep(EmbeddedApi.start(state, settings.listen(), clock));
        KubernetesClient client = parts.keep(connect(api));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        parts.keep(CatalogDirectory.follow(new CatalogPublisher(client, NAMESPACE), settings.profiles()));
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.keep(meters::close);
        ControllerWiring wiring = new ControllerWiring(
                client,
                NAMESPACE,
                state.installationId(),
                new ControllerWiring.Lent(
                        new LocalSources(realPaths(settings.repoRoots()), settings.canaryWorkspace()),
                        new StateFolder(state.extensions()),
                        System::getenv),
                new ConnectionPolicy(true, settings.knownHosts()),
                List.of(new TelemetryFiles(state.telemetry())),
                settings.policy(),
                clock,
                meters);
        Controllers controllers = wiring.start(parts);
        MetricsServer metrics =
                parts.keep(MetricsServer.start(settings.metrics(), meters, () -> problems(api, controllers)));
        description.add("API          " + api.address());
        description.add("kubeconfig   " + api.kubeconfig());
        description.add("metrics      http://" + metrics.address().getHostString() + ":"
                + metrics.address().getPort() + "/metrics");
        if (settings.policy().stateHub() != null) {
            description.add("state hub    " + settings.policy().stateHub());
        }
        description.add("ready: export KUBECONFIG=" + api.kubeconfig());
    }

    private static List<String> problems(EmbeddedApiServer api, Controllers controllers) {
        List<String> problems = new ArrayList<>(controllers.health().problems());
        if (!api.healthy()) {
            problems.add("The embedded API takes no writes: see its log.");
        }
        return problems;
    }

    private static KubernetesClient connect(EmbeddedApiServer api) {
        String authority =
                Base64.getEncoder().encodeToString(api.caCertificatePem().getBytes(StandardCharsets.US_ASCII));
        return TolerantClient.build(new ConfigBuilder(Config.empty())
                .withMasterUrl(api.address().toString())
                .withCaCertData(authority)
                .withOauthToken(api.token())
                .build());
    }

    private static List<Path> realPaths(List<Path> roots) throws StartFailure {
        List<Path> real = new ArrayList<>();
        for (Path root : roots) {
            try {
                real.add(root.toRealPath());
            } catch (IOException e) {
                throw new StartFailure(Exit.USAGE, "--repo-root " + root + " is not a directory that can be read.", e);
            }
        }
        return real;
    }
}
