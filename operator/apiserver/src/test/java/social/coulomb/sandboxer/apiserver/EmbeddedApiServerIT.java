package social.coulomb.sandboxer.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.store.StoreLocked;

/// The server as a whole: its directory, its life, its certificates.
final class EmbeddedApiServerIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void everythingIsKeptOverARestart() throws Exception {
        String token;
        String authority;
        try (var server = EmbeddedApiServer.start(Kitchen.server(directory));
                KubernetesClient client = client(server)) {
            token = server.token();
            authority = server.caCertificatePem();
            client.resource(Teapot.of("kept", "green")).create();
        }
        try (var server = EmbeddedApiServer.start(Kitchen.server(directory));
                KubernetesClient client = client(server)) {
            assertThat(server.token()).isEqualTo(token);
            assertThat(server.caCertificatePem()).isEqualTo(authority);
            assertThat(server.healthy()).isTrue();
            assertThat(server.damage()).isEmpty();
            assertThat(client.resources(Teapot.class)
                            .inNamespace("default")
                            .withName("kept")
                            .get())
                    .satisfies(kept -> assertThat(kept.getSpec().tea()).isEqualTo("green"));
        }
    }

    @Test
    void stateIsReadableByItsOwnerOnly() throws Exception {
        try (var server = EmbeddedApiServer.start(Kitchen.server(directory))) {
            Path state = directory.resolve("state");
            assertThat(Files.getPosixFilePermissions(state)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            for (Path file : new Path[] {server.kubeconfig(), state.resolve("token"), state.resolve("pki/ca.pem")}) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void secondServerOverTheSameDirectoryIsRefused() throws Exception {
        try (var server = EmbeddedApiServer.start(Kitchen.server(directory))) {
            assertThatThrownBy(() -> EmbeddedApiServer.start(Kitchen.server(directory)))
                    .isInstanceOf(StoreLocked.class);
            assertThat(server.healthy()).isTrue();
        }
    }

    @Test
    void portThatIsTakenIsSaidAndTheDirectoryIsReleased() throws Exception {
        try (var first = EmbeddedApiServer.start(Kitchen.server(directory.resolve("one")))) {
            ApiServerOptions second = Kitchen.server(directory.resolve("two"))
                    .withPort(first.address().getPort());
            assertThatThrownBy(() -> EmbeddedApiServer.start(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot");
            EmbeddedApiServer.start(second.withPort(0)).close();
        }
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        EmbeddedApiServer server = EmbeddedApiServer.start(Kitchen.server(directory));
        server.close();
        server.close();
        assertThat(server.healthy()).isFalse();
    }

    private static KubernetesClient client(EmbeddedApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
                .build();
    }
}
