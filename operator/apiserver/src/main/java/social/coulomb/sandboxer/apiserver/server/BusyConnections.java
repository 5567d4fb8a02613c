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
/// connection may be idle.
final class BusyConnections {

    private final Map<String, Integer> requests = new ConcurrentHashMap<>();

    /// A request on that connection begins.
    void begin(String connection) {
        requests.merge(connection, 1, Integer::sum);
    }

    /// A request on that connection is over.
    void end(String connection) {
        requests.computeIfPresent(connection, (id, running) -> running == 1 ? null : running - 1);
    }

    /// The same kind of connections, with their idle time set right.
    ServerConnectionSelector tracked(ServerConnectionSelector selector) {
        return new Selector(selector);
    }

    private boolean isBusy(String connection) {
        return requests.containsKey(connection);
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
            connection.handle(limit);
        }

        @Override
        public Duration idleTime() {
            return isBusy(id) ? Duration.ZERO : connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }
    }
}
