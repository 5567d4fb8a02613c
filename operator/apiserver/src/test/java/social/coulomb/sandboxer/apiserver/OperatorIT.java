package social.coulomb.sandboxer.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator of the Java Operator SDK works with its defaults, server-side apply included.
final class OperatorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void addsItsFinalizerWritesStatusFollowsChangesAndCleansUp() {
        var maker = new TeaMaker();
        var operator = new Operator(overrider -> overrider.withKubernetesClient(client));
        operator.register(maker);
        operator.start();
        try {
            client.resource(Teapot.of("pot", "green")).create();
            await().atMost(PATIENCE).until(() -> cups() == 2);
            assertThat(pot().getMetadata().getFinalizers()).containsExactly("kitchen.example.org/pour-away");

            client.resource(pot()).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"cups\":5}}");
            await().atMost(PATIENCE).until(() -> cups() == 5);
            assertThat(pot().getMetadata().getGeneration()).isEqualTo(2);

            client.resource(pot()).delete();
            await().atMost(PATIENCE)
                    .until(() -> client.resources(Teapot.class)
                                    .inNamespace("default")
                                    .withName("pot")
                                    .get()
                            == null);
            assertThat(maker.pouredAway()).contains("pot");
        } finally {
            operator.stop();
        }
    }

    @Test
    void electsALeaderByALease() {
        var operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("tea-maker")
                                .withLeaseNamespace("default")
                                .withIdentity("one")
                                .withExitOnStopLeading(false)
                                .build()));
        operator.register(new TeaMaker());
        operator.start();
        try {
            client.resource(Teapot.of("pot", "green")).create();
            await().atMost(PATIENCE).until(() -> cups() == 2);
            assertThat(client.leases()
                            .inNamespace("default")
                            .withName("tea-maker")
                            .get()
                            .getSpec()
                            .getHolderIdentity())
                    .isEqualTo("one");
        } finally {
            operator.stop();
        }
    }

    private Teapot pot() {
        return client.resources(Teapot.class)
                .inNamespace("default")
                .withName("pot")
                .require();
    }

    private int cups() {
        Teapot pot = pot();
        return pot.getStatus() == null ? 0 : pot.getStatus().cups();
    }
}
