package social.coulomb.sandboxer.apiserver.store;

import java.time.Duration;

/// How much of the past a store keeps for watchers that resume and for lists of past states.
///
/// A change leaves the history when it is too old or too many came after it; the newest state of each object
/// always stays. Memory is another matter: where it is short, the resource that takes most of it forgets its
/// own oldest changes first, so that a storm of events costs the watchers of events theirs and nobody else's.
///
/// @param age the age above which changes are dropped
/// @param events the number of changes kept at most
/// @param supersededBytes the memory that states kept only for the history may take; the file may hold more
public record HistoryBounds(Duration age, int events, long supersededBytes) {

    /// How much more superseded content the file may hold than the memory.
    private static final int FILE_FACTOR = 4;

    public HistoryBounds {
        if (!age.isPositive() || events < 1 || supersededBytes < 1) {
            throw new IllegalArgumentException("Bounds of history must be positive");
        }
    }

    /// Ten minutes, a hundred thousand changes, 32 MiB: more than a real API server promises, and at a thousand
    /// writes a second still more than the minute that lies between two bookmarks.
    public static HistoryBounds standard() {
        return new HistoryBounds(Duration.ofMinutes(10), 100_000, 32L << 20);
    }

    long fileBytes() {
        return FILE_FACTOR * supersededBytes;
    }
}
