package social.coulomb.sandboxer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxIdentityTest {

    @Test
    void theSandboxIdIsTheHashOfUidAndIncarnation() {
        SandboxIdentity identity = new SandboxIdentity("home", "0b7f3c1e-1111-2222-3333-444455556666", 1, "ns", "a");

        // printf '0b7f3c1e-1111-2222-3333-444455556666:1' | sha256sum
        assertThat(identity.sandboxId()).isEqualTo("bc0182916748");
        assertThat(identity.backendName()).isEqualTo("sbx-" + identity.sandboxId());
    }

    @Test
    void eachIncarnationHasAnotherId() {
        SandboxIdentity first = new SandboxIdentity("home", "uid", 1, "ns", "a");
        SandboxIdentity second = new SandboxIdentity("home", "uid", 2, "ns", "a");

        assertThat(first.sandboxId()).isNotEqualTo(second.sandboxId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "$(id)", "-x", "../x", "a\nb"})
    void whatCouldBeReadAsACommandIsNoUid(String uid) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SandboxIdentity("home", uid, 1, "ns", "a"));
    }
}
