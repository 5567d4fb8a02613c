package social.coulomb.sandboxer.controllers.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class CatalogWatchIT {

    private static final byte[] FORBIDDEN = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 403, "reason": "Forbidden",
             "message": "configmaps is forbidden"}""".getBytes(StandardCharsets.UTF_8);

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void catalogThatMayNotBeReadIsAFailureAndNotAnEndlessWait() throws Exception {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(403, FORBIDDEN.length);
            exchange.getResponseBody().write(FORBIDDEN);
            exchange.close();
        });
        api.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + api.getAddress().getPort())
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThatThrownBy(() -> CatalogWatch.start(
                            client, "sandboxer-system", descriptor -> Optional.empty(), (map, problem) -> {}))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasStackTraceContaining("configmaps is forbidden");
        } finally {
            api.stop(0);
        }
    }
}
