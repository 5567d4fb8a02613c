package social.coulomb.sandboxer.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialNeedTest {

    @Test
    void theVariableGoesBeforeTheSecret() {
        CredentialNeed need = CredentialNeed.of(read("{credential_env: CLOUD_KEY, secret_ref: cloud-key}")
                .find("ext.demo")
                .orElseThrow()
                .value());

        assertThat(need.variables()).containsExactly("CLOUD_KEY", "SANDBOXER_SECRET_CLOUD_KEY");
        assertThat(need.find(Map.of("CLOUD_KEY", "a", "SANDBOXER_SECRET_CLOUD_KEY", "b")::get))
                .contains("a");
        assertThat(need.find(Map.of("SANDBOXER_SECRET_CLOUD_KEY", "b")::get)).contains("b");
        assertThat(need.isMet(Map.of("CLOUD_KEY", " ")::get)).isFalse();
        assertThat(need.cure()).contains("CLOUD_KEY or SANDBOXER_SECRET_CLOUD_KEY");
    }

    @Test
    void whoNeedsNoneIsServed() {
        assertThat(CredentialNeed.of(read("{}").find("ext.demo").orElseThrow().value())
                        .isMet(name -> null))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"credential_env, 5", "credential_env, two words", "secret_ref, [a]", "secret_ref, ../up"})
    void aWrongValueIsNamed(String key, String value) {
        assertThat(read("{" + key + ": " + value + "}").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("config." + key));
    }

    private static CatalogReading<ExtensionDescriptor> read(String config) {
        return CatalogReader.ofExtensions().read(List.of(new CatalogFile("ext.demo.yaml", """
                        id: ext.demo
                        title: Demo
                        handler: demo
                        capabilities: {isolation_levels: [container], pricing_model: metered}
                        config: %s
                        """.formatted(config))));
    }
}
