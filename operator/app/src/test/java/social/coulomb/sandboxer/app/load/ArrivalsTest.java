package social.coulomb.sandboxer.app.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void arrivalsComeInOrderAndAtTheRateThatIsAskedFor() {
        List<Duration> arrivals = Arrivals.poisson(10, HOUR, 7);

        assertThat(arrivals).isSorted().allSatisfy(at -> assertThat(at).isLessThan(HOUR));
        assertThat(arrivals.size() / 3600.0).isCloseTo(10, within(0.2));
    }

    /// As of a Poisson process: the pauses vary as much as they last.
    @Test
    void pausesDoNotDependOnOneAnother() {
        List<Duration> arrivals = Arrivals.poisson(10, HOUR, 7);

        double[] pauses = IntStream.range(1, arrivals.size())
                .mapToDouble(i -> arrivals.get(i).minus(arrivals.get(i - 1)).toNanos() / 1e9)
                .toArray();
        double mean = IntStream.range(0, pauses.length)
                .mapToDouble(i -> pauses[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, pauses.length)
                .mapToDouble(i -> Math.pow(pauses[i] - mean, 2))
                .average()
                .orElseThrow();

        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.05));
    }

    @Test
    void theSameSeedGivesTheSameArrivals() {
        assertThat(Arrivals.poisson(45, HOUR, 3)).isEqualTo(Arrivals.poisson(45, HOUR, 3));
        assertThat(Arrivals.poisson(45, HOUR, 3)).isNotEqualTo(Arrivals.poisson(45, HOUR, 4));
    }
}
