package social.coulomb.sandboxer.controllers.reconcile;

import java.time.Duration;

/// How long to pause before an attempt: longer each time, up to a ceiling, spread so that many do not come at
/// once.
///
/// Pure: the spread comes from a seed, so that a pass that is repeated finds the same moment.
///
/// @param first the pause after the first failure
/// @param ceiling no pause is longer, its spread left aside
public record Backoff(Duration first, Duration ceiling) {

    public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;
    private static final int SPREAD_PERCENT = 20;

    /// @param failures how many attempts have failed; at least 1
    /// @param seed what tells this object from others
    public Duration after(int failures, String seed) {
        Duration grown = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS));
        Duration capped = grown.compareTo(ceiling) > 0 ? ceiling : grown;
        int percent = Math.floorMod((seed + failures).hashCode(), 2 * SPREAD_PERCENT + 1) - SPREAD_PERCENT;
        return capped.plusMillis(capped.toMillis() * percent / 100);
    }
}
