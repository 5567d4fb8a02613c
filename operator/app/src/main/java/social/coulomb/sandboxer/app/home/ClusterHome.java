package social.coulomb.sandboxer.app.home;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.StateFolder;

/// Everything that `sandboxer operator` runs: the controllers, against a cluster's API.
public final class ClusterHome implements Home {

    /// @param kubeconfig null means what kubectl would use, or the Pod's own account
    /// @param namespace the controllers' own
    /// @param installation null means: derived from the cluster and the namespace
    /// @param profiles the user's own catalog files; null for none
    /// @param policy what is assumed where nobody says anything
    /// @param state where telemetry reports and the bundled canary workspace are kept
    public record Settings(
            @Nullable Path kubeconfig,
            String namespace,
            @Nullable String installation,
            @Nullable Path profiles,
            InetSocketAddress metrics,
            StateDirectory state,
            Path knownHosts,
            ControllersOptions.Policy policy) {}

    private final RunningParts parts = new RunningParts();
    private String description = "";

    private ClusterHome() {}

    /// Returns when the controllers are active.
    ///
    /// @throws StartFailure with everything that was started ended again
    public static ClusterHome start(Settings settings) throws StartFailure {
        ClusterHome home = new ClusterHome();
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
        return description.lines().toList();
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
        KubernetesClient client = parts.keep(connect(settings.kubeconfig()));
        String installation = settings.installation() == null
                ? deriveInstallation(client, settings.namespace())
                : settings.installation();
        requireKinds(client);
        requireNamespace(client, settings.namespace());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.keep(meters::close);
        ControllerWiring wiring = new ControllerWiring(
                client,
                settings.namespace(),
                installation,
                new ControllerWiring.Lent(
                        new LocalSources(
                                List.of(),
                                CanaryWorkspace.find(
                                        null, null, settings.state().canary())),
                        new StateFolder(settings.state().extensions()),
                        System::getenv),
                new ConnectionPolicy(false, settings.knownHosts()),
                List.of(new TelemetryFiles(settings.state().telemetry())),
                settings.policy(),
                Clock.systemUTC(),
                meters);
        Controllers controllers = wiring.start(parts);
        parts.keep(publishCatalog(client, settings));
        MetricsServer metrics = parts.keep(MetricsServer.start(
                settings.metrics(), meters, () -> controllers.health().problems()));
        description = "API          " + client.getMasterUrl() + "\ninstallation " + installation
                + "\nmetrics      port " + metrics.address().getPort()
                + (settings.policy().stateHub() == null
                        ? ""
                        : "\nstate hub    " + settings.policy().stateHub())
                + "\nready: the controllers are active";
    }

    private static KubernetesClient connect(@Nullable Path kubeconfig) throws StartFailure {
        try {
            Config config = kubeconfig == null
                    ? Config.autoConfigure(null)
                    : Config.fromKubeconfig(Files.readString(kubeconfig));
            return TolerantClient.build(config);
        } catch (IOException | RuntimeException e) {
            throw new StartFailure(Exit.API, "The kubeconfig cannot be used: " + e.getMessage(), e);
        }
    }

    /// The same for the same cluster and namespace, whoever asks and whenever.
    private static String deriveInstallation(KubernetesClient client, String namespace) throws StartFailure {
        try {
            Namespace system = client.namespaces().withName("kube-system").get();
            if (system == null) {
                throw new StartFailure(
                        Exit.API,
                        "The API has no namespace kube-system to derive an installation id from: give one"
                                + " with --installation.");
            }
            String seed = system.getMetadata().getUid() + "/" + namespace;
            return "cluster-" + UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        } catch (KubernetesClientException e) {
            throw unreachable(client, e);
        }
    }

    private static void requireKinds(KubernetesClient client) throws StartFailure {
        try {
            if (client.getApiResources(SandboxerApi.API_VERSION) == null) {
                throw new StartFailure(
                        Exit.API,
                        "The API does not know sandboxer's kinds: run kubectl apply -f crds/ and start again.");
            }
        } catch (KubernetesClientException e) {
            throw unreachable(client, e);
        }
    }

    private static void requireNamespace(KubernetesClient client, String name) throws StartFailure {
        try {
            if (client.namespaces().withName(name).get() == null) {
                client.resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                        .create();
            }
        } catch (KubernetesClientException e) {
            throw new StartFailure(
                    Exit.API,
                    "The namespace " + name + " is not there and could not be made (" + e.getMessage()
                            + "): run kubectl create namespace " + name + " and start again.",
                    e);
        }
    }

    /// Only whoever holds the Lease says what the catalog is.
    private static CatalogDirectory publishCatalog(KubernetesClient client, Settings settings) throws StartFailure {
        try {
            return CatalogDirectory.follow(new CatalogPublisher(client, settings.namespace()), settings.profiles());
        } catch (KubernetesClientException e) {
            throw new StartFailure(
                    Exit.API,
                    "The catalog could not be published (" + e.getMessage()
                            + "): check that the kubeconfig's account may list, create, patch and delete"
                            + " ConfigMaps in the namespace " + settings.namespace() + ".",
                    e);
        }
    }

    private static StartFailure unreachable(KubernetesClient client, KubernetesClientException failure) {
        return new StartFailure(
                Exit.API,
                "The API at " + client.getMasterUrl() + " does not serve us (" + failure.getMessage()
                        + "): check the kubeconfig, and that its account may read namespaces.",
                failure);
    }
}
