package social.coulomb.sandboxer.apiserver.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiStatusTest {

    @Test
    void aFailureHasTheFormThatClientsRead() {
        assertThat(ApiStatus.notFound("example.com", "widgets", "a").toJson().toString())
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"widgets.example.com \\\"a\\\" not found\",\"reason\":\"NotFound\","
                        + "\"details\":{\"name\":\"a\",\"group\":\"example.com\",\"kind\":\"widgets\"},\"code\":404}");
    }

    @Test
    void oneBrokenRuleStandsAloneAndSeveralStandInBrackets() {
        var first = new Cause("FieldValueRequired", "Required value", "spec.a");
        var second = new Cause("FieldValueInvalid", "Invalid value: 1: too small", "spec.b");

        assertThat(ApiStatus.invalid("example.com", "Widget", "w", List.of(first))
                        .message())
                .isEqualTo("Widget.example.com \"w\" is invalid: spec.a: Required value");
        assertThat(ApiStatus.invalid("", "Widget", "w", List.of(first, second)).message())
                .isEqualTo("Widget \"w\" is invalid: [spec.a: Required value, spec.b: Invalid value: 1: too small]");
    }

    @Test
    void aFailureWithoutReasonHasNone() {
        assertThat(ApiStatus.failure("odd").toJson().has("reason")).isFalse();
    }

    @Test
    void aFreshTokenStandsInTheMetadata() {
        assertThat(ApiStatus.expired("old")
                        .withContinue("abc")
                        .toJson()
                        .path("metadata")
                        .toString())
                .isEqualTo("{\"continue\":\"abc\"}");
    }

    @Test
    void waitingIsAdvisedInSeconds() {
        assertThat(ApiStatus.versionTooLarge(9, 5)
                        .toJson()
                        .path("details")
                        .path("retryAfterSeconds")
                        .asInt())
                .isEqualTo(1);
    }
}
