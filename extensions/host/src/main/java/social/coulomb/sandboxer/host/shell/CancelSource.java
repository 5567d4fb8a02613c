package social.coulomb.sandboxer.host.shell;

import java.util.ArrayList;
import java.util.List;

/// The raising end of a [CancelSignal].
public final class CancelSource implements CancelSignal {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean raised;

    /// Raises the signal and runs every registered action in the calling thread. Repeatable: only the first
    /// call has an effect.
    public void raise() {
        List<Runnable> due;
        synchronized (actions) {
            raised = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    @Override
    public boolean isRaised() {
        synchronized (actions) {
            return raised;
        }
    }

    @Override
    public Registration onRaise(Runnable action) {
        Runnable once = action::run;
        synchronized (actions) {
            if (!raised) {
                actions.add(once);
                return () -> forget(once);
            }
        }
        once.run();
        return () -> {};
    }

    private void forget(Runnable action) {
        synchronized (actions) {
            actions.removeIf(candidate -> candidate == action);
        }
    }
}
