package social.coulomb.sandboxer.apiserver.lifecycle;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Work on named things: a name that waits is not queued twice, and one that is not done is tried again.
final class KeyedWork {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Worker worker;
    private final Predicate<String> work;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    /// @param work does what is to be done about a name, and says whether that is all
    KeyedWork(Worker worker, Predicate<String> work) {
        this.worker = worker;
        this.work = work;
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
            if (!done && waiting.add(name)) {
                worker.later(() -> perform(name), RETRY);
            }
        }
    }
}
