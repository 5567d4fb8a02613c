package social.coulomb.sandboxer.controllers.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    @Test
    void pausesGrowToTheCeilingWithAFifthOfSpread() {
        assertThat(backoff.after(1, "x")).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
        assertThat(backoff.after(4, "x")).isBetween(Duration.ofMillis(12_800), Duration.ofMillis(19_200));
        assertThat(backoff.after(1_000_000, "x")).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }

    @Test
    void aRepeatedQuestionHasTheSameAnswer() {
        assertThat(backoff.after(3, "x")).isEqualTo(backoff.after(3, "x"));
    }

    @Test
    void manyObjectsDoNotComeAtTheSameMoment() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> backoff.after(8, "uid-" + i))
                        .distinct())
                .hasSizeGreaterThan(20);
    }
}
