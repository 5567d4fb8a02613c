package social.coulomb.sandboxer.apiserver.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Knows which connections carry a request at present, so that only connections without one count as idle.
///
/// Helidon counts the time since the last request began, which would end every watch that lasts longer than a
/// connection may be idle. A WebSocket rests in this sense, and lives by the client's answers to pings.
final class BusyConnections {

    /// How a connection is used.
    ///
    /// @param running requests under way
    /// @param restingSince when the last one ended, as a reading of the system's nanosecond clock
    private record Use(int running, long restingSince) {}

    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /// A request on that connection begins.
    void begin(String connection) {
        uses.computeIfPresent(connection, (id, use) -> new Use(use.running + 1, use.restingSince));
    }

    /// A request on that connection is over.
    void end(String connection) {
        uses.computeIfPresent(connection, (id, use) -> new Use(use.running - 1, System.nanoTime()));
    }

    /// The same kind of connections, with their idle time set right.
    ServerConnectionSelector tracked(ServerConnectionSelector selector) {
        return new Selector(selector);
    }

    private boolean rests(String connection) {
        Use use = uses.get(connection);
        return use != null && use.running == 0;
    }

    private Duration idleTime(String connection) {
        Use use = uses.getOrDefault(connection, new Use(0, System.nanoTime()));
        return use.running > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - use.restingSince);
    }

    private final class Selector implements ServerConnectionSelector {

        private final ServerConnectionSelector selector;

        Selector(ServerConnectionSelector selector) {
            this.selector = selector;
        }

        @Override
        public int bytesToIdentifyConnection() {
            return selector.bytesToIdentifyConnection();
        }

        @Override
        public Support supports(BufferData data) {
            return selector.supports(data);
        }

        @Override
        public Set<String> supportedApplicationProtocols() {
            return selector.supportedApplicationProtocols();
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            return new Tracked(selector.connection(context), context.childSocketId());
        }
    }

    private final class Tracked implements ServerConnection, InterruptableTask<Void> {

        private final ServerConnection connection;
        private final String id;

        Tracked(ServerConnection connection, String id) {
            this.connection = connection;
            this.id = id;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            uses.put(id, new Use(0, System.nanoTime()));
            try {
                connection.handle(limit);
            } finally {
                uses.remove(id);
            }
        }

        @Override
        public Duration idleTime() {
            Duration byRequests = BusyConnections.this.idleTime(id);
            Duration byConnection = connection.idleTime();
            return byRequests.compareTo(byConnection) < 0 ? byRequests : byConnection;
        }

        /// The server stops: whoever waits for a next request only is not waited for.
        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt || rests(id));
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }
    }
}
