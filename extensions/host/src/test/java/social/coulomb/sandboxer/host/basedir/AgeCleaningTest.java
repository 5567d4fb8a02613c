package social.coulomb.sandboxer.host.basedir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeCleaningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q /tmp 1777 root root 10d           | true",
                "q! /tmp 1777 root root 10d          | true",
                "D /tmp 1777 root root -             | false",
                "D /tmp 1777 root root               | false",
                "q /var/tmp 1777 root root 30d       | false",
                "d /tmp/sandboxer 0700 root root 1d  | true",
                "d /tmp/sandbox 0700 root root 1d    | false",
                "L /tmp 1777 root root 10d           | false",
                "e /tmp/sand* 0700 root root 1d      | true",
            })
    void ruleThatCoversTheDirectoryAndHasAnAgeThreatensIt(String rule, boolean expected) {
        assertThat(AgeCleaning.threatens("/tmp/sandboxer", "# comment\n" + rule))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"x /tmp/sandboxer", "x /tmp/sand*", "X /tmp/sandboxer"})
    void exemptionProtectsIt(String exemption) {
        assertThat(AgeCleaning.threatens("/tmp/sandboxer", "q /tmp 1777 root root 10d\n" + exemption))
                .isFalse();
    }
}
