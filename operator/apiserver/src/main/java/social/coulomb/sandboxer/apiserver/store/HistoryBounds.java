package social.coulomb.sandboxer.apiserver.store;

import java.time.Duration;

/// How much of the past a store keeps for watchers that resume and for lists of past states.
///
/// A change leaves the history when any bound is passed; the newest state of each object always stays.
///
/// @param age the age above which changes are dropped
/// @param events the number of changes kept at most
/// @param supersededBytes the memory that states kept only for the history may take
public record HistoryBounds(Duration age, int events, long supersededBytes) {

    public HistoryBounds {
        if (!age.isPositive() || events < 1 || supersededBytes < 1) {
            throw new IllegalArgumentException("Bounds of history must be positive");
        }
    }

    /// Ten minutes, twenty thousand changes, 32 MiB: more than a real API server promises.
    public static HistoryBounds standard() {
        return new HistoryBounds(Duration.ofMinutes(10), 20_000, 32L << 20);
    }
}
