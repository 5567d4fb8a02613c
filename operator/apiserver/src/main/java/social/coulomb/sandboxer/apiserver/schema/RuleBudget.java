package social.coulomb.sandboxer.apiserver.schema;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Limits how long the rules of one object may take together. Each evaluation has a limit of its own besides.
final class RuleBudget {
    private final LongSupplier nanoTime;
    private final long start;
    private final long nanos;
    private boolean exhausted;

    /// @param nanoTime a clock that only goes forward, in nanoseconds
    RuleBudget(Duration limit, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.nanos = limit.toNanos();
    }

    /// Nothing more is to be evaluated.
    void exhaust() {
        exhausted = true;
    }

    boolean isExhausted() {
        return exhausted || nanoTime.getAsLong() - start > nanos;
    }
}
