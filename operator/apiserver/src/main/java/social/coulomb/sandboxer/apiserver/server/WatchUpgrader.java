package social.coulomb.sandboxer.apiserver.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsConnection;
import io.helidon.webserver.websocket.WsUpgrader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.http.Answer;
import social.coulomb.sandboxer.apiserver.http.ApiRouter;
import social.coulomb.sandboxer.apiserver.watch.SlowClients;

/// Turns a request for a watch into a WebSocket where the client wants one.
///
/// Whatever cannot become a watch is left to the ordinary way, which then answers with the proper failure.
final class WatchUpgrader extends WsUpgrader {

    private final ApiRouter router;
    private final RequestReader reader;
    private final SlowClients slowClients;
    private final OpenWatches watches;

    WatchUpgrader(
            WsConfig config, ApiRouter router, RequestReader reader, SlowClients slowClients, OpenWatches watches) {
        super(config);
        this.router = router;
        this.reader = reader;
        this.slowClients = slowClients;
        this.watches = watches;
    }

    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        boolean complete = prologue.method().text().equals("GET")
                && headers.contains(WS_KEY)
                && headers.first(WS_VERSION).map(SUPPORTED_VERSION::equals).orElse(true);
        if (!complete) {
            return null;
        }
        if (!(router.answer(reader.head(prologue, headers)) instanceof Answer.Streamed streamed)) {
            return null;
        }
        String key = headers.get(WS_KEY).get();
        context.dataWriter().writeNow(BufferData.create(handshake(context, key)));
        var listener = new WebSocketWatch(streamed.watch(), slowClients);
        return new Connection(
                WsConnection.create(context, prologue, WritableHeaders.create(), key, listener), listener, streamed);
    }

    private byte[] handshake(ConnectionContext context, String key) {
        return (SWITCHING_PROTOCOL_PREFIX + hash(context, key) + SWITCHING_PROTOCOLS_SUFFIX)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Ends the watch with its connection, however that ends.
    private final class Connection implements ServerConnection {

        private final WsConnection connection;
        private final WebSocketWatch listener;
        private final Answer.Streamed streamed;

        Connection(WsConnection connection, WebSocketWatch listener, Answer.Streamed streamed) {
            this.connection = connection;
            this.listener = listener;
            this.streamed = streamed;
        }

        @Override
        public void handle(Limit limit) {
            watches.add(streamed.watch());
            try {
                connection.handle(limit);
            } finally {
                listener.close();
                watches.remove(streamed.watch());
            }
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }
    }
}
