package social.coulomb.sandboxer.apiserver.lifecycle;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Work on named things: a name that waits is not queued twice, and one that is not done is tried again after a
/// while, or as soon as somebody asks.
final class KeyedWork {

    private final Worker worker;
    private final Predicate<String> work;
    private final Duration retry;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Set<String> resting = ConcurrentHashMap.newKeySet();

    /// @param work does what is to be done about a name, and says whether that is all
    /// @param retry after what time it is tried again
    KeyedWork(Worker worker, Predicate<String> work, Duration retry) {
        this.worker = worker;
        this.work = work;
        this.retry = retry;
    }

    /// Asks for work on a name.
    void ask(String name) {
        if (waiting.add(name)) {
            worker.soon(() -> perform(name));
        }
    }

    private void perform(String name) {
        waiting.remove(name);
        boolean done = false;
        try {
            done = work.test(name);
        } finally {
            if (!done && resting.add(name)) {
                worker.later(() -> askAgain(name), retry);
            }
        }
    }

    private void askAgain(String name) {
        resting.remove(name);
        ask(name);
    }
}
