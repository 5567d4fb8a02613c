package social.coulomb.sandboxer.app.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// One sandbox as its client knows it: when it was due, when what was heard of it. Thread-safe.
final class Life {

    private static final long NEVER = Long.MIN_VALUE;

    private final String name;
    private final long scheduled;
    private volatile long sent = NEVER;
    private volatile long answered = NEVER;
    private volatile long ready = NEVER;
    private volatile long dismissed = NEVER;
    private volatile long gone = NEVER;
    private volatile int writes;
    private volatile boolean failed;

    /// @param scheduled when its creation was due, by [System#nanoTime()]
    Life(String name, long scheduled) {
        this.name = name;
        this.scheduled = scheduled;
    }

    String name() {
        return name;
    }

    void sent() {
        sent = System.nanoTime();
    }

    void answered() {
        answered = System.nanoTime();
    }

    /// Its end was asked for.
    void dismissed() {
        dismissed = System.nanoTime();
    }

    void failed() {
        failed = true;
    }

    /// One change of the object was heard of. Called by one thread only.
    ///
    /// @return whether it became Ready by this
    boolean changed(boolean isReady, boolean isDeleted) {
        writes = writes + 1;
        long now = System.nanoTime();
        if (isDeleted) {
            gone = now;
        }
        boolean first = isReady && ready == NEVER;
        if (first) {
            ready = now;
        }
        return first;
    }

    boolean isReady() {
        return ready != NEVER;
    }

    boolean isGone() {
        return gone != NEVER;
    }

    boolean hasFailed() {
        return failed;
    }

    /// How much later than due the request went out: what the client itself adds.
    Optional<Duration> late() {
        return between(scheduled, sent);
    }

    Optional<Duration> untilAnswered() {
        return between(scheduled, answered);
    }

    /// From when it was due, whatever kept the request.
    Optional<Duration> untilReady() {
        return between(scheduled, ready);
    }

    Optional<Duration> untilGone() {
        return between(dismissed, gone);
    }

    /// The controllers' writes to the object: all that changed it after its creation, but for the request to delete it.
    OptionalLong controllerWrites() {
        return isGone() ? OptionalLong.of(writes - 1L) : OptionalLong.empty();
    }

    private static Optional<Duration> between(long from, long to) {
        return from == NEVER || to == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(to - from));
    }
}
