package social.coulomb.sandboxer.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java client of Kubernetes works with its defaults: HTTP/2 for requests, WebSockets for watches.
final class Fabric8IT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedApiServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @BeforeEach
    void serve() throws Exception {
        server = EmbeddedApiServer.start(Kitchen.server(directory));
        client = client();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void informerFollowsEveryChange() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        client.resource(Teapot.of("early", "green")).create();
        try (SharedIndexInformer<Teapot> informer =
                client.resources(Teapot.class).inNamespace("default").inform(recorder(seen))) {
            client.resource(Teapot.of("late", "black")).create();
            client.resources(Teapot.class)
                    .inNamespace("default")
                    .withName("late")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"tea\":\"Grüner Tee 🍵\"}}");
            client.resources(Teapot.class)
                    .inNamespace("default")
                    .withName("early")
                    .delete();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(seen)
                            .containsExactlyInAnyOrder(
                                    "+early green", "+late black", "~late Grüner Tee 🍵", "-early green"));
            assertThat(informer.getStore().list())
                    .singleElement()
                    .satisfies(left -> assertThat(left.getSpec().tea()).isEqualTo("Grüner Tee 🍵"));
        }
    }

    @Test
    void watchOverPlainHttpCarriesTheSameEvents() {
        Config plain = Config.fromKubeconfig(server.kubeconfig().toFile());
        plain.setOnlyHttpWatches(true);
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (KubernetesClient other =
                        new KubernetesClientBuilder().withConfig(plain).build();
                Watch watch =
                        other.resources(Teapot.class).inNamespace("default").watch(watcher(seen))) {
            client.resource(Teapot.of("plain", "Grüner Tee 🍵")).create();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly("ADDED Grüner Tee 🍵"));
        }
    }

    @Test
    void serverSideApplyOwnsAndRefuses() {
        client.resource(Teapot.of("owned", "green")).fieldManager("one").serverSideApply();
        assertThatThrownBy(() -> client.resource(Teapot.of("owned", "black"))
                        .fieldManager("two")
                        .serverSideApply())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));
        Teapot taken = client.resource(Teapot.of("owned", "black"))
                .fieldManager("two")
                .forceConflicts()
                .serverSideApply();
        assertThat(taken.getSpec().tea()).isEqualTo("black");
    }

    @Test
    void statusIsWrittenBesideTheSpec() {
        Teapot made = client.resource(Teapot.of("filled", "green")).create();
        made.setStatus(new Teapot.Status(2));
        Teapot filled = client.resource(made).updateStatus();
        assertThat(filled.getStatus().cups()).isEqualTo(2);
        assertThat(filled.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void staleUpdateIsAConflict() {
        Teapot made = client.resource(Teapot.of("stale", "green")).create();
        made.setSpec(new Teapot.Spec("black", 2));
        client.resource(made).update();
        made.setSpec(new Teapot.Spec("white", 2));
        assertThatThrownBy(() -> client.resource(made).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));
    }

    @Test
    void clientsOutliveARestartOfTheServer() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        client.resource(Teapot.of("kept", "green")).create();
        try (SharedIndexInformer<Teapot> informer =
                client.resources(Teapot.class).inNamespace("default").inform(recorder(seen))) {
            int port = server.address().getPort();
            server.close();
            server = EmbeddedApiServer.start(Kitchen.server(directory).withPort(port));
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> client.resource(Teapot.of("after", "black")).createOr(existing -> existing.update()));
            await().atMost(Duration.ofSeconds(60)).until(() -> seen.contains("+after black"));
            assertThat(seen.stream().filter(event -> event.equals("-kept green")))
                    .isEmpty();
            assertThat(informer.getStore().list()).hasSize(2);
        }
    }

    @Test
    void deletingANamespaceDeletesWhatIsInIt() {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("attic")
                        .endMetadata()
                        .build())
                .create();
        client.configMaps()
                .inNamespace("attic")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("box")
                        .endMetadata()
                        .addToData("a", "1")
                        .build())
                .create();
        client.namespaces().withName("attic").delete();
        await().atMost(PATIENCE)
                .until(() -> client.namespaces().withName("attic").get() == null
                        && client.configMaps()
                                .inNamespace("attic")
                                .list()
                                .getItems()
                                .isEmpty());
    }

    private KubernetesClient client() throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
                .build();
    }

    private static Watcher<Teapot> watcher(Queue<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Teapot teapot) {
                seen.add(action + " " + teapot.getSpec().tea());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed " + cause.getMessage());
            }
        };
    }

    private static ResourceEventHandler<Teapot> recorder(Queue<String> seen) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(Teapot added) {
                seen.add("+" + text(added));
            }

            @Override
            public void onUpdate(Teapot before, Teapot after) {
                if (!text(before).equals(text(after))) {
                    seen.add("~" + text(after));
                }
            }

            @Override
            public void onDelete(Teapot deleted, boolean unknown) {
                seen.add("-" + text(deleted));
            }
        };
    }

    private static String text(Teapot teapot) {
        return teapot.getMetadata().getName() + " " + teapot.getSpec().tea();
    }
}
