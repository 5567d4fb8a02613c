package social.coulomb.sandboxer.controllers.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.routing.BackendHealth.Outcome;

/// What is remembered of one backend's attempts, and whether it rests. Pure.
///
/// It rests after three transient failures in a row within ten minutes, of at least two sandboxes: for thirty
/// seconds first, and twice as long, up to five minutes, with each failure that follows a rest. One success
/// ends all of that.
///
/// @param failures in a row
/// @param firstFailure the first of that row; null when there is none
/// @param failed some of the sandboxes that failed in that row
/// @param restingUntil when its latest rest ends or has ended; null when there was none in this row
/// @param latest when something was heard last
record HealthRecord(
        int failures,
        @Nullable Instant firstFailure,
        Set<String> failed,
        @Nullable Instant restingUntil,
        Instant latest) {

    static final HealthRecord FRESH = new HealthRecord(0, null, Set.of(), null, Instant.EPOCH);

    static final int FAILURES_TO_REST = 3;
    static final int SANDBOXES_TO_REST = 2;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration FIRST_REST = Duration.ofSeconds(30);
    static final Duration LONGEST_REST = Duration.ofMinutes(5);

    HealthRecord {
        failed = Set.copyOf(failed);
    }

    HealthRecord after(String uid, Outcome outcome, Instant at) {
        return switch (outcome) {
            case SUCCESS -> new HealthRecord(0, null, Set.of(), null, at);
            case SILENT -> new HealthRecord(failures, firstFailure, failed, restingUntil, at);
            // What was under way when the rest began fails a little later: that makes no rest longer.
            case TRANSIENT ->
                rests(at) ? new HealthRecord(failures, firstFailure, failed, restingUntil, at) : failedAgain(uid, at);
        };
    }

    Optional<String> reasonToPassOver(Instant now) {
        return restingUntil == null || !rests(now)
                ? Optional.empty()
                : Optional.of("It failed " + failures + " times in a row and rests until "
                        + restingUntil.truncatedTo(ChronoUnit.SECONDS) + ".");
    }

    private boolean rests(Instant now) {
        return restingUntil != null && now.isBefore(restingUntil);
    }

    private HealthRecord failedAgain(String uid, Instant at) {
        Instant rowCountsFrom = restingUntil == null ? firstFailure : restingUntil;
        boolean goesOn = rowCountsFrom != null && at.isBefore(rowCountsFrom.plus(WINDOW));
        int row = goesOn ? failures + 1 : 1;
        Set<String> whose = new HashSet<>(goesOn ? failed : Set.of());
        if (whose.size() < SANDBOXES_TO_REST) {
            whose.add(uid);
        }
        boolean rests = row >= FAILURES_TO_REST && whose.size() >= SANDBOXES_TO_REST;
        return new HealthRecord(row, goesOn ? firstFailure : at, whose, rests ? at.plus(restAfter(row)) : null, at);
    }

    private static Duration restAfter(int row) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(row - FAILURES_TO_REST, 16));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }
}
