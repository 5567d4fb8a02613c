package social.coulomb.sandboxer.controllers.statehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubAnswerTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void whatWasTakenIsNoFailure(int status) {
        assertThat(new HubAnswer(status, null, "{}").failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 406, 409, 410, 413, 415, 422, 431})
    void whatSpeaksOfTheEventIsForEver(int status) {
        assertThat(new HubAnswer(status, null, "no").failure())
                .containsInstanceOf(HubFailure.Refused.class)
                .get()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("no"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 307, 401, 403, 404, 405, 407, 408, 425, 429, 500, 502, 503, 504, 599})
    void everythingElseSaysNothingAboutTheEvent(int status) {
        assertThat(new HubAnswer(status, null, "").failure()).containsInstanceOf(HubFailure.Unreachable.class);
    }

    @Test
    void aWishToBeLeftAloneIsHeard() {
        assertThat(unreachable("7").retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(unreachable("Sun, 22 Nov 2026 10:00:00 GMT").retryAfter()).isEmpty();
        assertThat(unreachable("-1").retryAfter()).isEmpty();
        assertThat(unreachable("99999999999999").retryAfter()).isEmpty();
    }

    @Test
    void whatTheHubSaysIsCutAndForgesNoLines() {
        String said = String.valueOf(new HubAnswer(422, null, "a\nb\u0000c" + "x".repeat(1000))
                .failure()
                .orElseThrow()
                .getMessage());
        assertThat(said).contains("a b c").doesNotContain("\n").hasSizeLessThan(400);
    }

    private static HubFailure.Unreachable unreachable(String retryAfter) {
        return (HubFailure.Unreachable)
                new HubAnswer(429, retryAfter, "").failure().orElseThrow();
    }
}
