package social.coulomb.sandboxer.apiserver.objects;

import java.time.Duration;
import java.util.OptionalLong;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;

/// Resource versions as requests state them.
final class Versions {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RevisionStore store;

    Versions(RevisionStore store) {
        this.store = store;
    }

    /// The number that a request states; empty where it is none.
    static OptionalLong parse(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.of(Long.MAX_VALUE);
        }
    }

    /// What Kubernetes says about a version that is none.
    static String objection(String text) {
        return "resourceVersion: Invalid value: \"" + text + "\": strconv.ParseUint: parsing \"" + text
                + "\": invalid syntax";
    }

    /// Waits, for a moment, until the store has come to a revision. Blocks.
    ///
    /// @throws social.coulomb.sandboxer.apiserver.status.StatusException 504 when it has not
    void await(long revision) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (store.revision() < revision) {
            if (System.nanoTime() - deadline >= 0 || paused()) {
                throw ApiStatus.versionTooLarge(revision, store.revision()).asException();
            }
        }
    }

    /// Whether the pause was cut short because the request is to end.
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
