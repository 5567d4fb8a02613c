package social.coulomb.sandboxer.sdk;

import java.util.LinkedHashSet;
import java.util.Set;

/// A wish to stop, given once by the caller and seen by everything an operation has under way.
///
/// Thread-safe. Once cancelled it stays so.
public final class Cancellation {

    private final Object lock = new Object();
    private final Set<Registration> registrations = new LinkedHashSet<>();
    private volatile boolean cancelled;

    /// Asks the operation to stop and runs what was registered. Returns at once when already cancelled.
    public void cancel() {
        Set<Registration> toRun;
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = Set.copyOf(registrations);
            registrations.clear();
        }
        toRun.forEach(registration -> registration.action.run());
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// @throws ExtensionFailure.Cancelled when the caller has asked to stop
    public void throwIfCancelled() throws ExtensionFailure.Cancelled {
        if (cancelled) {
            throw new ExtensionFailure.Cancelled("The operation was cancelled.");
        }
    }

    /// Runs the action when, or if already, cancelled; closing the registration takes it back. The action must
    /// be quick.
    public Registration onCancel(Runnable action) {
        Registration registration = new Registration(action);
        synchronized (lock) {
            if (!cancelled) {
                registrations.add(registration);
                return registration;
            }
        }
        action.run();
        return registration;
    }

    /// One action that waits for a cancellation.
    public final class Registration implements AutoCloseable {
        private final Runnable action;

        private Registration(Runnable action) {
            this.action = action;
        }

        @Override
        public void close() {
            synchronized (lock) {
                registrations.remove(this);
            }
        }
    }
}
