package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

class RequestInputsTest {

    @Test
    void anInputThatNothingReadsIsNamed() {
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> RequestInputs.check(with(Map.of("repo", "x", "branch", "main"))))
                .withMessageContaining("spec.inputs has branch, which this backend does not know");
    }

    @Test
    void aComposeFileInBothSpellingsIsRefusedEvenIfTheyAgree() {
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> RequestInputs.check(with(Map.of("composeFile", "a.yml", "compose_file", "a.yml"))))
                .withMessageContaining("remove compose_file")
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("InputTwice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"composeFile", "compose_file"})
    void eitherSpellingIsTaken(String spelling) {
        assertThatCode(() -> RequestInputs.check(with(Map.of("repo", "x", spelling, "a.yml"))))
                .doesNotThrowAnyException();
    }

    private static ProvisionRequest with(Map<String, String> inputs) {
        return new ProvisionRequest(
                new SandboxIdentity("here", "uid", 1, "default", "x"), TestProfiles.standard(), inputs, "host");
    }
}
