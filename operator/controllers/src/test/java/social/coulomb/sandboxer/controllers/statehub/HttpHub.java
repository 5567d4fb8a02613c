package social.coulomb.sandboxer.controllers.statehub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A hub's HTTP API on this machine, with the troubles that a hub may have.
public final class HttpHub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<JsonNode> requests = new ConcurrentLinkedQueue<>();
    private final Queue<JsonNode> taken = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Trouble trouble = (hub, exchange, event) -> false;
    private @Nullable HttpServer server;
    private final int port;

    /// What a hub does other than taking the event and saying so.
    @FunctionalInterface
    public interface Trouble {
        /// @return whether that was the answer
        boolean befalls(HttpHub hub, HttpExchange exchange, JsonNode event) throws IOException, InterruptedException;
    }

    public HttpHub() throws IOException {
        port = begin(0);
    }

    public StateHubSettings settings() {
        return settings(null);
    }

    StateHubSettings settings(@Nullable String token) {
        return StateHubSettings.of("http://127.0.0.1:" + port, "3f2b8c1e-5d4a-4b6f-9a70-1c2d3e4f5a6b", null, token);
    }

    public void has(Trouble next) {
        trouble = next;
    }

    public void isWell() {
        trouble = (hub, exchange, event) -> false;
    }

    public static Trouble answering(int status, String... header) {
        return (hub, exchange, event) -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            answer(exchange, status, "{\"error\": \"as asked\"}");
            return true;
        };
    }

    /// Takes the event and is gone before it says so.
    public static Trouble losingAnswers() {
        return (hub, exchange, event) -> {
            hub.taken.add(event);
            exchange.close();
            return true;
        };
    }

    public static Trouble hanging() {
        return (hub, exchange, event) -> {
            hub.end.await();
            exchange.close();
            return true;
        };
    }

    public void goesDown() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    public void comesBack() throws IOException {
        begin(port);
    }

    /// What was asked of it, taken or not.
    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    public List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    public List<Long> sequences(String uid) {
        return taken.stream()
                .filter(event -> event.at("/detail/object/uid").asText().equals(uid))
                .map(event -> event.at("/detail/sequence").asLong())
                .toList();
    }

    @Override
    public void close() {
        end.countDown();
        goesDown();
        threads.shutdownNow();
    }

    private int begin(int wanted) throws IOException {
        HttpServer begun = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        begun.setExecutor(threads);
        begun.createContext("/progress/", this::take);
        begun.start();
        server = begun;
        return begun.getAddress().getPort();
    }

    private void take(HttpExchange exchange) {
        try {
            JsonNode event = JSON.readTree(exchange.getRequestBody());
            requests.add(event);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (!trouble.befalls(this, exchange, event)) {
                taken.add(event);
                answer(exchange, 201, "{\"id\": \"1\"}");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
