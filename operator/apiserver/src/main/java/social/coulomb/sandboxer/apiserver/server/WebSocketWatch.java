package social.coulomb.sandboxer.apiserver.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.apiserver.watch.SlowClients;
import social.coulomb.sandboxer.apiserver.watch.Watch;
import social.coulomb.sandboxer.apiserver.watch.WatchSink;

/// Sends the messages of a watch over a WebSocket, one text frame each, from a thread of its own; the connection's
/// thread goes on reading what the client says.
final class WebSocketWatch implements WsListener, WatchSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketWatch.class);
    private static final int NORMAL = 1000;
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final Watch watch;
    private final SlowClients slowClients;
    /// Helidon's sessions may be written to by one thread at a time.
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean clientLeft;
    private volatile @Nullable WsSession session;
    private volatile @Nullable Thread sender;

    WebSocketWatch(Watch watch, SlowClients slowClients) {
        this.watch = watch;
        this.slowClients = slowClients;
    }

    @Override
    public void onOpen(WsSession opened) {
        session = opened;
        sender = Thread.ofVirtual().name("api-watch").start(this::run);
    }

    @Override
    public void onPing(WsSession opened, BufferData payload) {
        try {
            write(() -> opened.pong(payload));
        } catch (IOException gone) {
            close();
        }
    }

    /// Helidon answers the client's farewell as soon as this returns, so nobody else may write any more by then.
    @Override
    public void onClose(WsSession opened, int code, String reason) {
        close();
    }

    @Override
    public void onError(WsSession opened, Throwable failure) {
        LOG.debug("A watch over a WebSocket failed", failure);
        close();
    }

    @Override
    public void send(byte[] json) throws IOException {
        String text = new String(json, StandardCharsets.US_ASCII);
        write(() -> open().send(text, true));
    }

    @Override
    public void keepAlive() throws IOException {
        write(() -> open().ping(BufferData.create(new byte[0])));
    }

    /// The connection is over, or about to be. Repeatable; waits for the sending thread.
    @Override
    public void close() {
        clientLeft = true;
        watch.close();
        Thread running = sender;
        if (running != null && !running.equals(Thread.currentThread())) {
            try {
                running.join(PARTING);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            watch.run(this);
            if (!clientLeft) {
                write(() -> open().close(NORMAL, ""));
            }
        } catch (IOException gone) {
            LOG.debug("The client of a watch is gone", gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unforeseen) {
            LOG.error("A watch failed", unforeseen);
        }
    }

    private WsSession open() throws IOException {
        WsSession opened = session;
        if (opened == null || clientLeft) {
            throw new IOException("The client of a watch is gone");
        }
        return opened;
    }

    private void write(SlowClients.Transfer transfer) throws IOException {
        slowClients.within(() -> {
            writing.lock();
            try {
                transfer.run();
            } finally {
                writing.unlock();
            }
        });
    }
}
