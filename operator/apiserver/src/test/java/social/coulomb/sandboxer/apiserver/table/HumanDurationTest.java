package social.coulomb.sandboxer.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HumanDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT-2S, <invalid>",
        "PT-1S, 0s",
        "PT0S, 0s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT9M59S, 9m59s",
        "PT10M30S, 10m",
        "PT179M, 179m",
        "PT3H, 3h",
        "PT7H20M, 7h20m",
        "PT8H20M, 8h",
        "PT47H59M, 47h",
        "PT48H, 2d",
        "PT172H, 7d4h",
        "PT200H, 8d",
        "P729D, 729d",
        "P730D, 2y",
        "P740D, 2y10d",
        "P2919D, 7y364d",
        "P2920D, 8y"
    })
    void agesAreRoundedAsKubectlDoes(Duration age, String shown) {
        assertThat(HumanDuration.format(age)).isEqualTo(shown);
    }
}
