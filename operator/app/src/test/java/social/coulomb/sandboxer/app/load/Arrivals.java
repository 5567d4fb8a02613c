package social.coulomb.sandboxer.app.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// When requests come, decided beforehand: they do not wait for the answers to earlier ones. Pure.
final class Arrivals {

    private Arrivals() {}

    /// A Poisson process: the same seed gives the same arrivals.
    ///
    /// @param rate how many a second, on average
    static List<Duration> poisson(double rate, Duration length, long seed) {
        Random random = new Random(seed);
        List<Duration> arrivals = new ArrayList<>();
        Duration at = pause(random, rate);
        while (at.compareTo(length) < 0) {
            arrivals.add(at);
            at = at.plus(pause(random, rate));
        }
        return arrivals;
    }

    /// One as far from the other as the next, for what is to be there rather than to be measured.
    static List<Duration> even(double rate, int count) {
        List<Duration> arrivals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arrivals.add(seconds(i / rate));
        }
        return arrivals;
    }

    private static Duration pause(Random random, double rate) {
        return seconds(-Math.log(1 - random.nextDouble()) / rate);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
