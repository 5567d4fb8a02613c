package social.coulomb.sandboxer.apiserver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchAgendaTest {

    @Test
    void bookmarksComeEveryMinuteAndTwiceBeforeTheEnd() {
        assertThat(bookmarks(Duration.ofSeconds(150))).containsExactly(60L, 120L, 148L, 149L);
    }

    @Test
    void shortWatchGetsItsBookmarksToo() {
        assertThat(bookmarks(Duration.ofSeconds(4))).containsExactly(2L, 3L);
    }

    @Test
    void whoDidNotAskGetsNone() {
        var agenda = new WatchAgenda(WatchTimes.lasting(Duration.ofMinutes(5), false), 0);
        assertThat(agenda.isBookmarkDue(Duration.ofMinutes(4).toNanos())).isFalse();
    }

    @Test
    void silenceIsCountedFromTheLastMessage() {
        var agenda = new WatchAgenda(WatchTimes.lasting(Duration.ofMinutes(5), false), 0);
        agenda.spoken(Duration.ofSeconds(20).toNanos());
        assertThat(agenda.isKeepAliveDue(Duration.ofSeconds(40).toNanos())).isFalse();
        assertThat(agenda.untilNext(Duration.ofSeconds(40).toNanos())).isEqualTo(Duration.ofSeconds(10));
        assertThat(agenda.isKeepAliveDue(Duration.ofSeconds(50).toNanos())).isTrue();
    }

    /// The seconds at which bookmarks are sent, with a little delay each, as there is in life.
    private static List<Long> bookmarks(Duration lifetime) {
        var agenda = new WatchAgenda(WatchTimes.lasting(lifetime, true), 0);
        var seconds = new ArrayList<Long>();
        long step = Duration.ofMillis(10).toNanos();
        for (long now = 0; !agenda.isOver(now); now += step) {
            if (agenda.isBookmarkDue(now)) {
                seconds.add(Duration.ofNanos(now).toSeconds());
                agenda.bookmarked(now + step / 2);
            }
        }
        return seconds;
    }
}
