package social.coulomb.sandboxer.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.controllers.ControllersOptions;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Against an API that knows the definitions and nothing else of ours, as after `kubectl apply -f crds/`.
class ClusterHomeIT {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @Test
    void whatTheControllersNeedBesideTheDefinitionsIsMade() throws Exception {
        Path profiles = Files.createDirectory(scratch.resolve("profiles"));
        Files.writeString(profiles.resolve("profile.mine.yaml"), "id: profile.mine\n");
        StateDirectory cluster = StateDirectory.open(scratch.resolve("cluster"));
        try (EmbeddedApiServer api = EmbeddedApi.start(cluster, ANY_PORT, Clock.systemUTC());
                ClusterHome home = ClusterHome.start(settings(api, profiles));
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(Files.readString(api.kubeconfig())))
                        .build()) {
            assertThat(home.describe()).anyMatch(line -> line.startsWith("ready"));
            assertThat(client.configMaps()
                            .inNamespace("sandboxes")
                            .withLabel(SandboxerApi.CATALOG_LABEL)
                            .list()
                            .getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .contains("ext.compose-ssh", "profile.compose-e2e", "profile.sandbox-canary", "profile.mine");
        }
    }

    @Test
    void whatOthersHavePutIntoTheCatalogStaysAsItIs() throws Exception {
        Path profiles = Files.createDirectory(scratch.resolve("profiles"));
        StateDirectory cluster = StateDirectory.open(scratch.resolve("cluster"));
        try (EmbeddedApiServer api = EmbeddedApi.start(cluster, ANY_PORT, Clock.systemUTC());
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(Files.readString(api.kubeconfig())))
                        .build()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("sandboxes")
                            .endMetadata()
                            .build())
                    .create();
            for (String name : List.of("profile.sandbox-canary", "profile.of-the-team")) {
                client.resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withNamespace("sandboxes")
                                .withName(name)
                                .addToLabels(SandboxerApi.CATALOG_LABEL, "kustomize")
                                .endMetadata()
                                .addToData(name + ".yaml", "theirs")
                                .build())
                        .create();
            }
            try (ClusterHome home = ClusterHome.start(settings(api, profiles))) {
                assertThat(home.describe()).anyMatch(line -> line.startsWith("ready"));
                assertThat(client.configMaps()
                                .inNamespace("sandboxes")
                                .withLabel(SandboxerApi.CATALOG_LABEL, "kustomize")
                                .list()
                                .getItems())
                        .extracting(map -> map.getData().values().iterator().next())
                        .containsExactly("theirs", "theirs");
            }
        }
    }

    private ClusterHome.Settings settings(EmbeddedApiServer api, Path profiles) throws Exception {
        return new ClusterHome.Settings(
                api.kubeconfig(),
                "sandboxes",
                null,
                profiles,
                ANY_PORT,
                StateDirectory.open(scratch.resolve("operator")),
                scratch.resolve("known_hosts"),
                ControllersOptions.Policy.STANDARD);
    }
}
