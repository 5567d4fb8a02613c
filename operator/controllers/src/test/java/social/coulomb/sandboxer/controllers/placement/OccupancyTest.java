package social.coulomb.sandboxer.controllers.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class OccupancyTest {

    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource source = () -> now;
    private final Map<String, Set<String>> present = new ConcurrentHashMap<>();
    private final Occupancy occupancy =
            new Occupancy(place -> present.getOrDefault(place, Set.of()), source.withZone(ZoneOffset.UTC));

    @Test
    void whatIsClaimedIsTaken() {
        present.put("a", Set.of("one"));

        assertThat(occupancy.tryClaim("two", "a", 2)).isTrue();
        assertThat(occupancy.tryClaim("three", "a", 2)).isFalse();
        assertThat(occupancy.tryClaim("three", "b", 2)).isTrue();

        assertThat(occupancy.count("a")).isEqualTo(2);
        assertThat(occupancy.count("b")).isEqualTo(1);
    }

    @Test
    void whoIsThereTakesNoFurtherRoom() {
        present.put("a", Set.of("one"));

        assertThat(occupancy.tryClaim("one", "a", 1)).isTrue();
        assertThat(occupancy.tryClaim("one", "a", 1)).isTrue();

        assertThat(occupancy.count("a")).isEqualTo(1);
        assertThat(occupancy.others("a", "one")).isZero();
    }

    @Test
    void aClaimantHasOnePlace() {
        occupancy.tryClaim("one", "a", 1);
        occupancy.tryClaim("one", "b", 1);

        assertThat(occupancy.count("a")).isZero();
        assertThat(occupancy.count("b")).isEqualTo(1);
    }

    @Test
    void aRefusedClaimChangesNothing() {
        present.put("b", Set.of("other"));
        occupancy.tryClaim("one", "a", 1);

        assertThat(occupancy.tryClaim("one", "b", 1)).isFalse();

        assertThat(occupancy.count("a")).isEqualTo(1);
    }

    @Test
    void whoHasLeftTakesNoRoomAlthoughItIsStillOnRecord() {
        present.put("a", Set.of("one"));
        present.put("b", Set.of("one"));
        occupancy.leave("one", "a");

        assertThat(occupancy.tryClaim("two", "a", 1)).isTrue();
        assertThat(occupancy.count("b")).isEqualTo(1);
        assertThat(occupancy.tryClaim("one", "a", 1)).isFalse();
    }

    @Test
    void whoComesBackTakesRoomAgain() {
        present.put("a", Set.of("one"));
        occupancy.leave("one", "a");

        assertThat(occupancy.tryClaim("one", "a", 1)).isTrue();

        assertThat(occupancy.count("a")).isEqualTo(1);
    }

    @Test
    void whoHasLeftLongAgoIsForgottenAlthoughNobodyAsks() {
        for (int index = 0; index < 1_000; index++) {
            occupancy.leave("uid-" + index, "a");
            now = now.plusSeconds(10);
        }
        assertThat(occupancy.remembered()).isLessThan(10);
    }

    @Test
    void aReleasedClaimMakesRoom() {
        occupancy.tryClaim("one", "a", 1);
        occupancy.release("one");
        occupancy.release("never");

        assertThat(occupancy.tryClaim("two", "a", 1)).isTrue();
    }

    @Test
    void aClaimIsOverWhenItsClaimantWasSeenThere() {
        occupancy.tryClaim("one", "a", 1);
        present.put("a", Set.of("one"));
        assertThat(occupancy.count("a")).isEqualTo(1);

        present.put("a", Set.of());

        assertThat(occupancy.count("a")).isZero();
    }

    @Test
    void aClaimThatNobodyFulfilsLapses() {
        occupancy.tryClaim("one", "a", 1);
        now = now.plus(Occupancy.LAPSE).minusMillis(1);
        assertThat(occupancy.count("a")).isEqualTo(1);

        now = now.plusMillis(1);

        assertThat(occupancy.tryClaim("two", "a", 1)).isTrue();
    }

    @RepeatedTest(20)
    void manyWhoClaimAtOnceNeverGetMoreThanThereIs() throws Exception {
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        var threads = IntStream.range(0, 64)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    if (occupancy.tryClaim("uid-" + number, "a", 10)) {
                        granted.incrementAndGet();
                        // Written down, and seen there from now on.
                        present.merge("a", Set.of("uid-" + number), OccupancyTest::union);
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(granted).hasValue(10);
        assertThat(occupancy.count("a")).isEqualTo(10);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = ConcurrentHashMap.newKeySet();
        all.addAll(some);
        all.addAll(others);
        return all;
    }
}
