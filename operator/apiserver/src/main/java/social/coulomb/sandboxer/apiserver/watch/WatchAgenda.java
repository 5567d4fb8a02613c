package social.coulomb.sandboxer.apiserver.watch;

import java.time.Duration;

/// Knows what a watch has to do next. Times are readings of the system's nanosecond clock. Not thread-safe.
final class WatchAgenda {

    /// Bookmarks come more often just before the end, so that the client can go on from a recent version.
    private static final long CLOSING = Duration.ofSeconds(2).toNanos();
    private static final long CLOSING_BOOKMARKS = Duration.ofSeconds(1).toNanos();

    private final long end;
    private final long bookmarkPeriod;
    private final long keepAlivePeriod;
    private long nextBookmark;
    private long nextKeepAlive;

    WatchAgenda(WatchTimes times, long now) {
        this.end = now + times.lifetime().toNanos();
        this.bookmarkPeriod = times.bookmarks().toNanos();
        this.keepAlivePeriod = times.keepAlive().toNanos();
        this.nextBookmark = afterBookmark(now);
        this.nextKeepAlive = now + keepAlivePeriod;
    }

    boolean isOver(long now) {
        return now - end >= 0;
    }

    /// How long to wait for an event before something else is due.
    Duration untilNext(long now) {
        long next = Math.min(end - now, nextKeepAlive - now);
        long soonest = bookmarkPeriod == 0 ? next : Math.min(next, nextBookmark - now);
        return Duration.ofNanos(Math.max(0, soonest));
    }

    boolean isBookmarkDue(long now) {
        return bookmarkPeriod > 0 && now - nextBookmark >= 0;
    }

    boolean isKeepAliveDue(long now) {
        return now - nextKeepAlive >= 0;
    }

    /// Something was sent.
    void spoken(long now) {
        nextKeepAlive = now + keepAlivePeriod;
    }

    void bookmarked(long now) {
        spoken(now);
        nextBookmark = afterBookmark(now);
    }

    private long afterBookmark(long now) {
        long closing = end - CLOSING;
        if (now - closing >= 0) {
            long next = now + CLOSING_BOOKMARKS;
            // One at the very end would tell nothing that the last one did not.
            return end - next < CLOSING_BOOKMARKS / 2 ? end + CLOSING : next;
        }
        return Math.min(now + bookmarkPeriod - closing, 0) + closing;
    }
}
