package social.coulomb.sandboxer.controllers.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.controllers.routing.BackendHealth.Outcome;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

final class BackendHealthTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource source = () -> now;
    private final BackendHealth health = new BackendHealth(source.withZone(ZoneOffset.UTC));

    @ParameterizedTest(name = "{0} rests: {1}")
    @CsvSource({
        "fff,   true",
        "ff,    false",
        "ffsff, false",
        "ffqf,  true",
        "fffs,  false",
        "sfff,  true",
        "qqqq,  false"
    })
    void threeFailuresInARowMakeItRest(String course, boolean rests) {
        for (int index = 0; index < course.length(); index++) {
            record("uid-" + index, outcome(course.charAt(index)));
        }

        assertThat(rests()).isEqualTo(rests);
    }

    @Test
    void theTroublesOfOneSandboxAreItsOwn() {
        for (int time = 0; time < 10; time++) {
            record("uid-1", Outcome.TRANSIENT);
        }
        assertThat(rests()).isFalse();

        record("uid-2", Outcome.TRANSIENT);
        assertThat(rests()).isTrue();
    }

    @Test
    void failuresFarApartAreNoRow() {
        for (int index = 0; index < 6; index++) {
            record("uid-" + index, Outcome.TRANSIENT);
            forward(Duration.ofMinutes(6));
        }

        assertThat(rests()).isFalse();
    }

    @Test
    void aRestEndsAndGrowsWithTheNextFailureUpToABound() {
        for (int index = 0; index < 3; index++) {
            record("uid-" + index, Outcome.TRANSIENT);
        }
        for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
            forward(Duration.ofSeconds(seconds - 1));
            assertThat(rests()).as("after %s s less one", seconds).isTrue();
            forward(Duration.ofSeconds(1));
            assertThat(rests()).as("after %s s", seconds).isFalse();
            record("uid-0", Outcome.TRANSIENT);
        }

        forward(Duration.ofMinutes(5));
        record("uid-0", Outcome.SUCCESS);
        record("uid-0", Outcome.TRANSIENT);
        assertThat(rests()).isFalse();
    }

    @Test
    void whatWasUnderWayWhenTheRestBeganMakesItNoLonger() {
        for (int index = 0; index < 20; index++) {
            record("uid-" + index, Outcome.TRANSIENT);
        }

        forward(Duration.ofSeconds(30));
        assertThat(rests()).isFalse();
    }

    @Test
    void eachPlaceHasItsOwnRecordAndAGoneHostHasNone() {
        for (int index = 0; index < 3; index++) {
            record("uid-" + index, Outcome.TRANSIENT);
        }
        assertThat(health.reasonToPassOver("ext.one", "b")).isEmpty();
        assertThat(health.reasonToPassOver("ext.two", "a")).isEmpty();
        assertThat(health.reasonToPassOver("ext.one", null)).isEmpty();

        health.forget("a");

        assertThat(rests()).isFalse();
    }

    @Test
    void onlyTransientFailuresSpeakAgainstABackend() {
        assertThat(Outcome.of(null)).isEqualTo(Outcome.SUCCESS);
        assertThat(Outcome.of(new ExtensionFailure.Transient("Down", "down"))).isEqualTo(Outcome.TRANSIENT);
        assertThat(Outcome.of(new ExtensionFailure.Waiting("Full", "full", Duration.ZERO)))
                .isEqualTo(Outcome.SILENT);
        assertThat(Outcome.of(new ExtensionFailure.Refused("Wrong", "wrong"))).isEqualTo(Outcome.SILENT);
        assertThat(Outcome.of(new ExtensionFailure.Cancelled("stop"))).isEqualTo(Outcome.SILENT);
    }

    private void record(String uid, Outcome outcome) {
        health.record("ext.one", "a", uid, outcome);
    }

    private boolean rests() {
        return health.reasonToPassOver("ext.one", "a").isPresent();
    }

    private void forward(Duration time) {
        now = now.plus(time);
    }

    private static Outcome outcome(char letter) {
        return switch (letter) {
            case 'f' -> Outcome.TRANSIENT;
            case 's' -> Outcome.SUCCESS;
            default -> Outcome.SILENT;
        };
    }
}
