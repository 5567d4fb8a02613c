package social.coulomb.sandboxer.saasstub;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// How long a call takes: drawn evenly between two bounds.
///
/// @param least not below zero
/// @param most not below `least`
record Latency(Duration least, Duration most) {

    static final Latency NONE = fixed(Duration.ZERO);

    static Latency fixed(Duration time) {
        return new Latency(time, time);
    }

    Duration draw(RandomGenerator random) {
        long spread = most.minus(least).toNanos();
        return spread == 0 ? least : least.plusNanos(random.nextLong(spread + 1));
    }

    /// Returns when the time is over.
    ///
    /// @throws ExtensionFailure.Cancelled as soon as the caller does not want it any more
    static void pass(Duration time, Cancellation cancellation) throws ExtensionFailure.Cancelled {
        cancellation.throwIfCancelled();
        if (time.isZero()) {
            return;
        }
        CountDownLatch cancelled = new CountDownLatch(1);
        try (var registration = cancellation.onCancel(cancelled::countDown)) {
            if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                cancellation.throwIfCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtensionFailure.Cancelled("The thread was interrupted.");
        }
    }
}
