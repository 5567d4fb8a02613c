package social.coulomb.sandboxer.controllers.reconcile;

import java.util.concurrent.Semaphore;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// Bounds how many operations run at once at one place, such as a host. First come, first served.
public final class Lane {

    private final ResizableSemaphore places;
    private int limit;

    Lane(int limit) {
        this.limit = limit;
        this.places = new ResizableSemaphore(limit);
    }

    /// Waits for a place; give it back with [#leave].
    ///
    /// @throws ExtensionFailure.Cancelled when cancelled or interrupted while waiting
    void enter(Cancellation cancellation) throws ExtensionFailure.Cancelled {
        cancellation.throwIfCancelled();
        Thread waiting = Thread.currentThread();
        try (var registration = cancellation.onCancel(waiting::interrupt)) {
            places.acquire();
        } catch (InterruptedException e) {
            throw new ExtensionFailure.Cancelled("Cancelled while waiting for its turn.");
        }
        if (cancellation.isCancelled()) {
            // The interrupt may have come after the place was had: it must not reach what runs next.
            Thread.interrupted();
            leave();
            throw new ExtensionFailure.Cancelled("Cancelled while waiting for its turn.");
        }
    }

    void leave() {
        places.release();
    }

    synchronized void resize(int newLimit) {
        if (newLimit > limit) {
            places.release(newLimit - limit);
        } else if (newLimit < limit) {
            places.reduce(limit - newLimit);
        }
        limit = newLimit;
    }

    private static final class ResizableSemaphore extends Semaphore {
        private static final long serialVersionUID = 1L;

        ResizableSemaphore(int places) {
            super(places, true);
        }

        void reduce(int by) {
            reducePermits(by);
        }
    }
}
