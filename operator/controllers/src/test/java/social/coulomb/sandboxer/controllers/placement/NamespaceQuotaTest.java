package social.coulomb.sandboxer.controllers.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamespaceQuotaTest {

    private static final NamespaceQuota OTHERWISE = new NamespaceQuota.Limited(7);

    @Test
    void aNamespaceThatSaysNothingHasWhatIsConfigured() {
        assertThat(NamespaceQuota.read(null, OTHERWISE)).isEqualTo(OTHERWISE);
    }

    @Test
    void aNumberIsALimitAndNoneMeansNoSandbox() {
        assertThat(NamespaceQuota.read("3", OTHERWISE)).isEqualTo(new NamespaceQuota.Limited(3));
        assertThat(NamespaceQuota.read("0", OTHERWISE)).isEqualTo(new NamespaceQuota.Limited(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.5", " 3", "99999999999"})
    void whatIsNoNumberGivesNobodyMore(String text) {
        assertThat(NamespaceQuota.read(text, OTHERWISE)).isEqualTo(new NamespaceQuota.Unreadable(text));
    }
}
