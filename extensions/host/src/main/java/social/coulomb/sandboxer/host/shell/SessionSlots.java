package social.coulomb.sandboxer.host.shell;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets so many commands at once use a connection; sshd refuses more than its MaxSessions, ten by default.
public final class SessionSlots {
    /// Below sshd's default, so that a person's own session still fits.
    public static final int DEFAULT_COUNT = 8;

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Semaphore free;

    public SessionSlots(int count) {
        free = new Semaphore(count, true);
    }

    /// Waits for a slot, at most as long as the request may take.
    ///
    /// @return gives the slot back when run; running it again does nothing
    /// @throws HostFailure if the signal was raised or the time was up first
    public Runnable acquire(CommandRequest request, CancelSignal cancel) {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        try {
            while (!cancel.isRaised()) {
                if (free.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    AtomicBoolean held = new AtomicBoolean(true);
                    return () -> {
                        if (held.compareAndSet(true, false)) {
                            free.release();
                        }
                    };
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new HostFailure.CommandTimedOut(request.summary(), request.timeout());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new HostFailure.CommandCancelled(request.summary());
    }
}
