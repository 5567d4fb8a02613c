package social.coulomb.sandboxer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"90s,90,90s", "30m,1800,30m", "2h,7200,2h", "1d,86400,1d", "120m,7200,2h", "3600s,3600,1h"})
    void aDurationIsReadAndWrittenInItsLargestUnit(String text, long seconds, String canonical) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(DurationText.format(Duration.ofSeconds(seconds))).isEqualTo(canonical);
        assertThat(text).matches(DurationText.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "h", "1.5h", "-1h", "1w", "1h30m", " 1h", "99999999999s"})
    void anyOtherFormIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("such as 90s or 2h");
        assertThat(text).doesNotMatch(DurationText.PATTERN);
    }
}
