package social.coulomb.sandboxer.apiserver.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.auth.BearerToken;
import social.coulomb.sandboxer.apiserver.auth.CertificateAuthority;
import social.coulomb.sandboxer.apiserver.auth.ServerIdentity;
import social.coulomb.sandboxer.apiserver.auth.TrustedAuthority;
import social.coulomb.sandboxer.apiserver.http.ApiRouter;
import social.coulomb.sandboxer.apiserver.lifecycle.ApiCore;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoreOptions;

/// The sockets: versions of HTTP, sizes, and clients that do not do their part.
final class ApiListenerIT {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ListenerLimits SHORT = new ListenerLimits(
            Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final ListenerLimits PATIENT =
            new ListenerLimits(PATIENCE.multipliedBy(4), PATIENCE, PATIENCE, PATIENCE.multipliedBy(2));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RevisionStore store;

    @SuppressWarnings("NullAway.Init")
    private ApiCore core;

    @SuppressWarnings("NullAway.Init")
    private Function<ListenerLimits, ApiListener> listening;

    @SuppressWarnings("NullAway.Init")
    private ApiListener listener;

    @SuppressWarnings("NullAway.Init")
    private BearerToken token;

    @SuppressWarnings("NullAway.Init")
    private SSLContext trust;

    @SuppressWarnings("NullAway.Init")
    private HttpClient client;

    @BeforeEach
    void serve() throws Exception {
        Clock clock = Clock.systemUTC();
        var random = new SecureRandom();
        token = BearerToken.loadOrCreate(directory.resolve("token"), random);
        CertificateAuthority authority = CertificateAuthority.loadOrCreate(directory.resolve("pki"), clock, random);
        store = RevisionStore.open(StoreOptions.of(directory.resolve("store"), clock));
        core = ApiCore.open(store, List.of(), clock);
        var router = new ApiRouter(token, core.types(), core.operations(), () -> true, clock);
        var identity = new ServerIdentity(authority, List.of("localhost", "127.0.0.1"), clock);
        listening = limits -> ApiListener.start(
                router, identity.sslContext(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits);
        listener = listening.apply(SHORT);
        trust = TrustedAuthority.context(authority.certificate());
        client = HttpClient.newBuilder().sslContext(trust).build();
    }

    @AfterEach
    void stop() {
        client.close();
        listener.close();
        core.close();
        store.close();
    }

    @Test
    void bothVersionsOfHttpAreSpoken() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer =
                    client.send(request("/version").version(version).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    /// What a receiver has read it must grant again, to the byte, or the connection is dry one day.
    @Test
    void manyRequestsAtOnceDoNotDryUpTheirConnection() throws Exception {
        listenPatiently();
        HttpRequest request = request(CONFIG_MAPS)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(16 * 1024)))
                .build();
        var refused = new AtomicInteger();
        try (var senders = Executors.newFixedThreadPool(16)) {
            for (int sender = 0; sender < 16; sender++) {
                senders.submit(() -> {
                    for (int sent = 0; sent < 250; sent++) {
                        var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                        refused.addAndGet(answer.statusCode() == 400 ? 1 : 0);
                    }
                    return null;
                });
            }
        }
        assertThat(refused).hasValue(16 * 250);
    }

    @Test
    void headersOfAWatchComeAtOnceAndEventsAsTheyHappen() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            String name = version.name().toLowerCase(Locale.ROOT).replace('_', '-');
            HttpResponse<Stream<String>> watch = client.send(
                    request(CONFIG_MAPS + "?watch=true&fieldSelector=metadata.name%3D" + name)
                            .version(version)
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            assertThat(watch.statusCode()).isEqualTo(200);
            try (Stream<String> lines = watch.body()) {
                create(name, "ü");
                assertThat(lines.findFirst())
                        .hasValueSatisfying(line -> assertThat(line)
                                .contains("\"ADDED\"", name, "\\u00fc")
                                .doesNotContain("ü"));
            }
        }
    }

    @Test
    void watchOutlivesTheIdleTimeOfConnections() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<Stream<String>> watch = client.send(
                    request(CONFIG_MAPS + "?watch=true&resourceVersion=" + store.revision() + "&timeoutSeconds=4")
                            .version(version)
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            long begun = System.nanoTime();
            try (Stream<String> lines = watch.body()) {
                assertThat(lines.filter(line -> !line.isBlank())).isEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void idleConnectionIsClosed() throws Exception {
        try (SSLSocket socket = connect()) {
            ask(socket, "/version");
            socket.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void clientThatNeverReadsIsCutOffWhileOthersGoOn() throws Exception {
        try (SSLSocket socket = connect()) {
            ask(socket, CONFIG_MAPS + "?watch=true");
            await().atMost(PATIENCE).until(() -> listener.watches() == 1);
            for (int count = 0; count < 20; count++) {
                create("large-" + count, "x".repeat(500_000));
            }
            await().atMost(PATIENCE).until(() -> listener.watches() == 0);
        }
        assertThat(get(CONFIG_MAPS + "/large-19").statusCode()).isEqualTo(200);
    }

    @Test
    void clientThatNeverSendsItsBodyIsCutOff() throws Exception {
        try (SSLSocket socket = connect()) {
            write(
                    socket,
                    "POST " + CONFIG_MAPS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token.secret()
                            + "\r\nContent-Length: 100\r\n\r\n{");
            socket.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(endOf(socket)).isTrue();
        }
    }

    @Test
    void bodyBeyondTheLimitIsRefusedWithItsStatus() throws Exception {
        listenPatiently();
        HttpResponse<String> answer = client.send(
                request(CONFIG_MAPS)
                        .POST(HttpRequest.BodyPublishers.ofString("x".repeat(3 * 1024 * 1024 + 1)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Request entity too large: limit is 3145728");
    }

    @Test
    void webSocketCarriesOneMessagePerEventAndAnswersPings() throws Exception {
        var messages = new Messages();
        WebSocket socket = webSocket(CONFIG_MAPS + "?watch=true", messages);
        create("first", "1");
        create("second", "2");
        assertThat(messages.next()).contains("\"ADDED\"", "\"first\"");
        assertThat(messages.next()).contains("\"ADDED\"", "\"second\"");
        socket.sendPing(ByteBuffer.wrap(new byte[] {7})).join();
        assertThat(messages.next()).isEqualTo("pong");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(messages.next()).isEqualTo("closed 1000");
        await().atMost(PATIENCE).until(() -> listener.watches() == 0);
    }

    @Test
    void webSocketEndsNormallyWhenItsTimeIsOver() throws Exception {
        var messages = new Messages();
        webSocket(CONFIG_MAPS + "?watch=true&resourceVersion=" + store.revision() + "&timeoutSeconds=1", messages);
        assertThat(messages.next()).isEqualTo("closed 1000");
        await().atMost(PATIENCE).until(() -> listener.watches() == 0);
    }

    @Test
    void webSocketThatCannotBeOpenedGetsTheProperStatus() {
        var messages = new Messages();
        CompletableFuture<WebSocket> refused = client.newWebSocketBuilder()
                .header("Authorization", "Bearer wrong")
                .buildAsync(URI.create("wss://127.0.0.1:" + listener.port() + CONFIG_MAPS + "?watch=true"), messages);
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        failure ->
                                assertThat(failure.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void connectionThatBreaksEndsItsWatch() throws Exception {
        var messages = new Messages();
        WebSocket socket = webSocket(CONFIG_MAPS + "?watch=true", messages);
        await().atMost(PATIENCE).until(() -> listener.watches() == 1);
        socket.abort();
        await().atMost(PATIENCE).until(() -> listener.watches() == 0);
    }

    @Test
    void stoppingEndsWatchesInOrder() throws Exception {
        HttpResponse<Stream<String>> watch =
                client.send(request(CONFIG_MAPS + "?watch=true").build(), HttpResponse.BodyHandlers.ofLines());
        var messages = new Messages();
        webSocket(CONFIG_MAPS + "?watch=true", messages);
        await().atMost(PATIENCE).until(() -> listener.watches() == 2);
        listener.close();
        try (Stream<String> lines = watch.body()) {
            assertThat(lines.filter(line -> !line.isBlank())).isEmpty();
        }
        assertThat(messages.next()).startsWith("closed");
    }

    @Test
    void stoppingDoesNotWaitForClientsThatAskNothing() throws Exception {
        listenPatiently();
        bothVersionsOfHttpAreSpoken();
        assertThat(CompletableFuture.runAsync(listener::close)).succeedsWithin(PATIENCE);
    }

    @Test
    void headAnswersWithoutABody() throws Exception {
        HttpResponse<String> answer =
                client.send(request("/api/v1/namespaces/default").HEAD().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    private void listenPatiently() {
        listener.close();
        listener = listening.apply(PATIENT);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port() + path))
                .header("Authorization", "Bearer " + token.secret())
                .timeout(PATIENCE);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void create(String name, String value) throws IOException, InterruptedException {
        String body = "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"value\":\"" + value + "\"}}";
        HttpResponse<String> answer = client.send(
                request(CONFIG_MAPS)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private WebSocket webSocket(String path, WebSocket.Listener messages) {
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token.secret())
                .buildAsync(URI.create("wss://127.0.0.1:" + listener.port() + path), messages)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private SSLSocket connect() throws IOException {
        return (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port());
    }

    private void ask(SSLSocket socket, String path) throws IOException {
        write(
                socket,
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token.secret() + "\r\n\r\n");
    }

    private static void write(SSLSocket socket, String text) throws IOException {
        OutputStream stream = socket.getOutputStream();
        stream.write(text.getBytes(StandardCharsets.US_ASCII));
        stream.flush();
    }

    /// Whether the other side closes the connection, in order or not.
    private static boolean endOf(SSLSocket socket) {
        try (var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            reader.transferTo(Writer.nullWriter());
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    /// Collects what comes over a WebSocket.
    private static final class Messages implements WebSocket.Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        String next() throws InterruptedException {
            String message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return message == null ? "nothing" : message;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                received.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
            received.add("pong");
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("closed " + code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            received.add("closed by " + failure);
        }
    }
}
