package social.coulomb.sandboxer.apiserver.server;

import io.helidon.common.tls.TlsConfig;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import javax.net.ssl.SSLContext;
import social.coulomb.sandboxer.apiserver.AddressUnusable;
import social.coulomb.sandboxer.apiserver.http.Answer;
import social.coulomb.sandboxer.apiserver.http.ApiRouter;
import social.coulomb.sandboxer.apiserver.watch.SlowClients;

/// Serves the API over HTTPS: HTTP/1.1 and HTTP/2, and watches over WebSockets too. A thread of its own for each
/// request.
public final class ApiListener implements AutoCloseable {

    private static final int LARGEST_HEADERS = 64 * 1024;

    /// On one connection. Helidon keeps so many streams that have ended too, with their headers: its own limit of 8192
    /// takes tens of megabytes for each client that stays.
    private static final int MOST_STREAMS = 250;

    /// What a client may send on a connection, in bytes, before it is told that the earlier was read. With a
    /// window of four frames or more Helidon saves up what it has to tell, in a counter that several threads add
    /// to without a lock: some of it is lost each time, and in the end the client may send nothing more.
    private static final int WINDOW = 65_535;

    /// Of each connection, in bytes; it costs nothing while nothing waits in it. Under Helidon's own of 4 KiB the
    /// kernel drops what comes in bursts, and each drop costs the client 200 ms.
    private static final int RECEIVE_BUFFER = 256 * 1024;

    private final ApiRouter router;
    private final SlowClients slowClients;
    private final RequestReader reader;
    private final OpenWatches watches = new OpenWatches();
    private final BusyConnections busy = new BusyConnections();
    private final WebServer server;

    private ApiListener(ApiRouter router, SSLContext tls, InetSocketAddress address, ListenerLimits limits) {
        this.router = router;
        this.slowClients = new SlowClients(limits.patience());
        this.reader = new RequestReader(slowClients);
        this.server = server(tls, address, limits);
    }

    /// Binds the address and begins to serve. Port 0 takes any free port.
    ///
    /// @throws AddressUnusable when the address cannot be bound
    public static ApiListener start(
            ApiRouter router, SSLContext tls, InetSocketAddress address, ListenerLimits limits) {
        var listener = new ApiListener(router, tls, address, limits);
        boolean started = false;
        try {
            started = listener.begin();
        } finally {
            if (!started) {
                listener.close();
            }
        }
        if (!started) {
            throw new AddressUnusable(address);
        }
        return listener;
    }

    /// Some failures to bind are only logged by Helidon, others come out as exceptions that it does not declare.
    private boolean begin() {
        try {
            server.start();
            return server.isRunning();
        } catch (Exception unbound) {
            throw new IllegalStateException("The API cannot be served", unbound);
        }
    }

    /// The port that is served.
    public int port() {
        return server.port();
    }

    public boolean isRunning() {
        return server.isRunning();
    }

    /// How many watches are being served.
    public int watches() {
        return watches.count();
    }

    /// Ends all watches, finishes the requests that are under way, and frees the port. Repeatable.
    @Override
    public void close() {
        watches.close();
        server.stop();
        slowClients.close();
    }

    private WebServer server(SSLContext tls, InetSocketAddress address, ListenerLimits limits) {
        var webSocket = WsConfig.create();
        var http1 = Http1ConnectionSelector.builder()
                .config(Http1Config.builder().maxHeadersSize(LARGEST_HEADERS).build())
                .addUpgrader(new WatchUpgrader(webSocket, router, reader, slowClients, watches))
                .build();
        var http2 = Http2ConnectionSelector.builder()
                .http2Config(Http2Config.builder()
                        .maxHeaderListSize(LARGEST_HEADERS)
                        .maxConcurrentStreams(MOST_STREAMS)
                        .initialWindowSize(WINDOW)
                        .build())
                .build();
        return WebServer.builder()
                .address(address.getAddress())
                .port(address.getPort())
                .shutdownHook(false)
                .shutdownGracePeriod(limits.farewell())
                .idleConnectionTimeout(limits.idle())
                .idleConnectionPeriod(limits.idleCheck())
                .putListenerSocketOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER)
                .connectionOptions(options -> options.socketKeepAlive(true).tcpNoDelay(true))
                .tls(TlsConfig.builder().sslContext(tls).build())
                .addProtocol(webSocket)
                .addConnectionSelector(busy.tracked(http1))
                .addConnectionSelector(busy.tracked(http2))
                .routing(HttpRouting.builder().any(this::handle))
                .build();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        String connection = request.socketId();
        busy.begin(connection);
        try {
            switch (router.answer(reader.read(request))) {
                case Answer.Whole whole -> send(request, response, whole);
                case Answer.Streamed streamed -> stream(response, streamed);
            }
        } finally {
            busy.end(connection);
        }
    }

    private void send(ServerRequest request, ServerResponse response, Answer.Whole answer) {
        head(response, answer.code(), answer.contentType(), answer);
        boolean bare = answer.code() == Status.NOT_MODIFIED_304.code()
                || request.prologue().method().text().equals("HEAD");
        byte[] body = bare ? new byte[0] : answer.body();
        try {
            slowClients.within(() -> response.send(body));
        } catch (IOException slow) {
            throw new CloseConnectionException("The client does not take its answer", slow);
        }
    }

    private void stream(ServerResponse response, Answer.Streamed answer) {
        head(response, Status.OK_200.code(), answer.contentType(), answer);
        watches.add(answer.watch());
        try (OutputStream stream = response.outputStream()) {
            var sink = new HttpWatchSink(stream, slowClients);
            sink.keepAlive();
            answer.watch().run(sink);
        } catch (IOException gone) {
            throw new CloseConnectionException("The client of a watch is gone", gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            answer.watch().close();
            watches.remove(answer.watch());
        }
    }

    private static void head(ServerResponse response, int code, String contentType, Answer answer) {
        response.status(Status.create(code));
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, contentType));
        response.header(HeaderValues.create("X-Content-Type-Options", "nosniff"));
        boolean cached = false;
        for (Answer.Header header : answer.headers()) {
            response.headers().add(HeaderValues.create(header.name(), header.value()));
            cached |= header.name().equals("Cache-Control");
        }
        if (!cached) {
            response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-cache, private"));
        }
    }
}
