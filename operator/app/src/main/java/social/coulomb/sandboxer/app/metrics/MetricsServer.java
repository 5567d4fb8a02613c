package social.coulomb.sandboxer.app.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// `/metrics` for Prometheus, `/healthz` (the process answers) and `/readyz` (everything it needs works).
public final class MetricsServer implements AutoCloseable {

    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /// @param problems what keeps the program from being ready, for people; empty when it is
    /// @throws StartFailure when the address cannot be bound
    public static MetricsServer start(
            InetSocketAddress address, PrometheusMeterRegistry registry, Supplier<List<String>> problems)
            throws StartFailure {
        try {
            HttpServer server = HttpServer.create(address, 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
            server.createContext("/healthz", exchange -> answer(exchange, 200, "ok\n"));
            server.createContext("/readyz", exchange -> ready(exchange, problems.get()));
            server.start();
            return new MetricsServer(server);
        } catch (IOException e) {
            throw new StartFailure(
                    Exit.ADDRESS,
                    "Metrics cannot be served at " + address.getHostString() + ":" + address.getPort() + " ("
                            + e.getMessage() + "): choose another address with --metrics",
                    e);
        }
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void ready(HttpExchange exchange, List<String> problems) throws IOException {
        if (problems.isEmpty()) {
            answer(exchange, 200, "ok\n");
        } else {
            answer(exchange, 503, String.join("\n", problems) + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
