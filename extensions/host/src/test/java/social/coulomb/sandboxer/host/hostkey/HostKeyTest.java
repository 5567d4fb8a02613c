package social.coulomb.sandboxer.host.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {
    private static final String BASE64 = "AAAAC3NzaC1lZDI1NTE5AAAAIKl/aFZast4CNaDnTa6EVlUjx/r5C4KSFqR7VCApZAu+";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-ed25519 " + BASE64,
                "  ssh-ed25519   " + BASE64 + "  ",
                "ssh-ed25519 " + BASE64 + " root@host",
                "[192.0.2.1]:2222 ssh-ed25519 " + BASE64
            })
    void keyIsFoundInEveryFormThatPeopleCopy(String line) {
        assertThat(HostKey.parse(line).line()).isEqualTo("ssh-ed25519 " + BASE64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ssh-ed25519", "AAAA", "host example", "ssh-ed25519 not*base64", "SHA256:abc"})
    void whatIsNoKeyIsRefused(String line) {
        assertThatThrownBy(() -> HostKey.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fingerprintHasTheFormOfSshKeygen() {
        assertThat(new HostKey("ssh-ed25519", BASE64).fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
    }
}
