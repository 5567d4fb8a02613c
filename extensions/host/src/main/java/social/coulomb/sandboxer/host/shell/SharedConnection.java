package social.coulomb.sandboxer.host.shell;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps at most one connection to a host. Whoever needs it while it is being made waits for the same attempt,
/// so a dead host costs many callers no more than one.
///
/// @param <C> the adapter's connection
public final class SharedConnection<C extends Connection> implements AutoCloseable {
    private final String host;
    private final Supplier<C> connect;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<C> attempt;
    private long generation;
    private boolean closed;

    /// @param connect makes a connection, blocking for some seconds at most; throws [HostFailure]
    public SharedConnection(String host, Supplier<C> connect) {
        this.host = host;
        this.connect = connect;
    }

    /// The live connection, made if there is none.
    ///
    /// @throws HostFailure if it cannot be made, or the caller's signal or patience ends first
    public C get(CommandRequest request, CancelSignal cancel) {
        return Waiting.on(attempt(), host, request, cancel);
    }

    private CompletableFuture<C> attempt() {
        synchronized (lock) {
            if (closed) {
                throw new HostFailure.Unreachable(
                        "the connection to %s was closed because its settings changed or it was removed"
                                .formatted(host),
                        null);
            }
            CompletableFuture<C> existing = attempt;
            if (existing != null && isUsable(existing)) {
                return existing;
            }
            CompletableFuture<C> fresh = new CompletableFuture<>();
            attempt = fresh;
            generation++;
            Thread.ofVirtual().name("connect-" + host).start(() -> fulfil(fresh));
            return fresh;
        }
    }

    private static <C extends Connection> boolean isUsable(CompletableFuture<C> attempt) {
        if (!attempt.isDone()) {
            return true;
        }
        if (attempt.isCompletedExceptionally()) {
            return false;
        }
        C connection = attempt.join();
        if (!connection.isAlive()) {
            connection.close();
            return false;
        }
        return true;
    }

    private void fulfil(CompletableFuture<C> fresh) {
        try {
            C connection = connect.get();
            synchronized (lock) {
                if (!closed) {
                    fresh.complete(connection);
                    return;
                }
            }
            connection.close();
            fresh.completeExceptionally(new HostFailure.Unreachable("the connection to " + host + " was closed", null));
        } catch (RuntimeException e) {
            fresh.completeExceptionally(e);
        }
    }

    /// How many attempts there were.
    public long generation() {
        synchronized (lock) {
            return generation;
        }
    }

    @Override
    public void close() {
        CompletableFuture<C> last;
        synchronized (lock) {
            closed = true;
            last = attempt;
        }
        if (last != null && last.isDone() && !last.isCompletedExceptionally()) {
            last.join().close();
        }
    }
}
