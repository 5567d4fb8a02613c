package social.coulomb.sandboxer.controllers.reachability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelPortTest {

    @Test
    void aNamedPortIsTheTunnelsLocalEnd() {
        assertThat(TunnelPort.descriptor(Map.of("SANDBOXER_TUNNEL_PORT", " 12222 ")))
                .isEqualTo("localhost:12222");
        assertThat(TunnelPort.descriptor(Map.of())).isNull();
        assertThat(TunnelPort.descriptor(Map.of("SANDBOXER_TUNNEL_PORT", ""))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "022", "ssh", "-1", "99999999999"})
    void whatIsNoPortIsRefusedWithTheVariablesName(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TunnelPort.descriptor(Map.of("SANDBOXER_TUNNEL_PORT", port)))
                .withMessageContaining("SANDBOXER_TUNNEL_PORT");
    }
}
