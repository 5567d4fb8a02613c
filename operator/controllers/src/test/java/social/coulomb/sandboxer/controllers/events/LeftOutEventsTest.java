package social.coulomb.sandboxer.controllers.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LeftOutEventsTest {

    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final LeftOutEvents leftOut = new LeftOutEvents(() -> now);

    @Test
    void theFirstIsToldOfAtOnce() {
        assertThat(leftOut.add()).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void thoseOfTheNextMinuteAreToldOfTogether() {
        leftOut.add();
        for (int i = 0; i < 59; i++) {
            now = now.plus(Duration.ofSeconds(1));
            assertThat(leftOut.add()).isEmpty();
        }

        now = now.plus(Duration.ofSeconds(1));

        assertThat(leftOut.add()).isEqualTo(OptionalLong.of(60));
    }

    @Test
    void theLastWordIsAboutThoseThatWereNotToldOfYet() {
        leftOut.add();
        leftOut.add();
        leftOut.add();

        assertThat(leftOut.rest()).isEqualTo(OptionalLong.of(2));
        assertThat(leftOut.rest()).isEmpty();
    }
}
