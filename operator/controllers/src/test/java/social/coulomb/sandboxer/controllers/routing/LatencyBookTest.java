package social.coulomb.sandboxer.controllers.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LatencyBookTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource source = () -> now;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LatencyBook book = new LatencyBook(meters, source.withZone(ZoneOffset.UTC));

    @Test
    void theMedianIsTheMiddleOfWhatWasMeasuredThere() {
        for (int milliseconds : new int[] {900, 100, 30_000, 200, 300}) {
            book.record("ext.one", "a", Duration.ofMillis(milliseconds));
        }
        book.record("ext.one", "b", Duration.ofMillis(1));

        assertThat(book.median("ext.one", "a")).contains(Duration.ofMillis(300));
        assertThat(book.median("ext.one", "b")).contains(Duration.ofMillis(1));
        assertThat(book.median("ext.one")).contains(Duration.ofMillis(200));
        assertThat(book.median("ext.one", null)).isEmpty();
        assertThat(book.median("ext.two")).isEmpty();
    }

    @Test
    void onlyTheLatestCountAndNoneForLongerThanADay() {
        for (int index = 0; index < RecentDurations.MOST; index++) {
            book.record("ext.one", null, Duration.ofSeconds(60));
        }
        for (int index = 0; index < RecentDurations.MOST; index++) {
            book.record("ext.one", null, Duration.ofSeconds(1));
        }
        assertThat(book.median("ext.one", null)).contains(Duration.ofSeconds(1));

        now = now.plus(RecentDurations.MEMORY);

        assertThat(book.median("ext.one", null)).isEmpty();
    }

    @Test
    void whatIsOnRecordOfEarlierSandboxesIsTakenUpButNotCountedAgain() {
        book.seed("ext.one", "a", now.minusSeconds(100), now.minusSeconds(93));
        book.seed("ext.one", "a", now, now.minusSeconds(1));
        book.seed("ext.two", "a", now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(3)));

        assertThat(book.median("ext.one", "a")).contains(Duration.ofSeconds(7));
        assertThat(book.median("ext.two", "a")).isEmpty();
        assertThat(meters.find("sandboxer.establishment").timer()).isNull();
    }

    @Test
    void establishmentsAreMetricsWithABoundedNumberOfHosts() {
        for (int index = 0; index < 100; index++) {
            book.record("ext.one", "host-" + index, Duration.ofMillis(5));
        }
        book.record("ext.one", null, Duration.ofMillis(5));

        assertThat(meters.find("sandboxer.establishment").timers()).hasSize(66);
        assertThat(meters.get("sandboxer.establishment")
                        .tag("host", "other")
                        .timer()
                        .count())
                .isEqualTo(36);
    }

    @Test
    void aGoneHostIsForgotten() {
        book.record("ext.one", "a", Duration.ofMillis(5));
        book.recordRoundTrip("a", Duration.ofMillis(7));
        assertThat(book.medianRoundTrip("a")).contains(Duration.ofMillis(7));

        book.forget("a");

        assertThat(book.median("ext.one", "a")).isEmpty();
        assertThat(book.medianRoundTrip("a")).isEmpty();
    }

    @Test
    void manyMayWriteAndReadAtOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        var threads = IntStream.range(0, 16)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    for (int index = 0; index < 500; index++) {
                        book.record("ext.one", "a", Duration.ofMillis(number));
                        assertThat(book.median("ext.one", "a").orElseThrow())
                                .isBetween(Duration.ZERO, Duration.ofMillis(15));
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(meters.get("sandboxer.establishment").timer().count()).isEqualTo(8_000);
    }
}
