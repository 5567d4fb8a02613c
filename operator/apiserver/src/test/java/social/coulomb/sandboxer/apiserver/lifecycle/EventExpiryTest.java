package social.coulomb.sandboxer.apiserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.TestApi;

class EventExpiryTest {

    private static final String EVENT =
            "{metadata: {name: %s}, involvedObject: {namespace: default, name: a}, count: 1}";

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eventsGoAnHourAfterTheyWereLastWritten() {
        event("old");
        event("repeated");
        api.clock().advance(Duration.ofMinutes(55));
        api.merge(api.events(), "repeated", "{count: 2}");
        EventExpiry expiry = expiry(EventExpiry.MOST);

        expiry.expire();
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).containsExactly("old", "repeated");
        api.clock().advance(Duration.ofMinutes(6));
        expiry.expire();
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).containsExactly("repeated");
        api.clock().advance(Duration.ofMinutes(55));
        expiry.expire();
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).isEmpty();
    }

    @Test
    void aStreamOfEventsIsLookedThroughEveryFiveMinutes() {
        EventExpiry expiry = expiry(EventExpiry.MOST);
        event("first");
        api.clock().advance(Duration.ofMinutes(1));
        event("second");
        expiry.expire();

        api.clock().advance(Duration.ofMinutes(60));
        expiry.expire();
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).containsExactly("second");
        api.clock().advance(Duration.ofMinutes(4));
        expiry.expire();
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).containsExactly("second");
        api.clock().advance(Duration.ofMinutes(1));
        expiry.expire();
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).isEmpty();
    }

    @Test
    void aClockThatWasAheadDoesNotKeepEventsForEver() {
        api.clock().advance(Duration.ofDays(1));
        EventExpiry expiry = expiry(EventExpiry.MOST);
        expiry.expire();
        api.clock().advance(Duration.ofDays(-1));
        event("old");
        expiry.expire();

        api.clock().advance(Duration.ofMinutes(66));
        expiry.expire();

        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).isEmpty();
    }

    @Test
    void ofTooManyEventsThoseWrittenLongestAgoGo() {
        for (int number = 1; number <= 11; number++) {
            event("event-" + number);
        }
        api.merge(api.events(), "event-1", "{count: 2}");

        expiry(10).expire();

        assertThat(api.names(api.events(), ListOptions.EVERYTHING))
                .hasSize(9)
                .contains("event-1")
                .doesNotContain("event-2", "event-3");
    }

    @Test
    void manyEventsGoWithFewCommitsWhileOthersWriteOn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 2000; number++) {
                String name = "event-" + number;
                threads.execute(() -> event(name));
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> expired = threads.submit(expiry(100)::expire);
            Duration longest = Duration.ZERO;
            for (int number = 0; !expired.isDone(); number++) {
                long begun = System.nanoTime();
                api.create(api.configMaps(), "{metadata: {name: other-" + number + "}}");
                Duration taken = Duration.ofNanos(System.nanoTime() - begun);
                longest = taken.compareTo(longest) > 0 ? taken : longest;
            }
            expired.get();
            assertThat(longest).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(api.names(api.events(), ListOptions.EVERYTHING)).hasSize(90);
    }

    private void event(String name) {
        api.create(api.events(), EVENT.formatted(name));
    }

    private EventExpiry expiry(int most) {
        return new EventExpiry(api.store(), api.core().types(), api.operations(), api.clock(), most);
    }
}
