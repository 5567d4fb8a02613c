package social.coulomb.sandboxer.apiserver.watch;

import java.time.Duration;

/// How long a watch lives and when it says something although nothing happens.
///
/// @param lifetime after which it ends
/// @param bookmarks how often the client is told how far the watch has come; zero for never
/// @param keepAlive after how much silence it is found out whether the client is still there
public record WatchTimes(Duration lifetime, Duration bookmarks, Duration keepAlive) {

    private static final Duration USUAL_KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration USUAL_BOOKMARKS = Duration.ofMinutes(1);

    /// The usual times.
    public static WatchTimes lasting(Duration lifetime, boolean bookmarks) {
        return new WatchTimes(lifetime, bookmarks ? USUAL_BOOKMARKS : Duration.ZERO, USUAL_KEEP_ALIVE);
    }
}
