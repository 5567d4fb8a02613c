package social.coulomb.sandboxer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.sdk.catalog.Profile;

class SecretsTest {

    private static final String VALUE = "s3cr3t +/value";
    private static final Secrets SECRETS = new Secrets(
            Map.of("build_token", VALUE, "pin", "123"),
            List.of(new SourceCredential("git.example.org", "robot", "git-password")),
            List.of(new RegistryCredential("registry.example.org", "puller", "pull-password")));

    @Test
    void printsNamesAndNoValue() {
        assertThat(SECRETS.toString())
                .contains("build_token", "git.example.org", "registry.example.org")
                .doesNotContain("s3cr3t", "password", "123");
        assertThat(SECRETS.sources().toString()).doesNotContain("password");
        assertThat(SECRETS.registries().toString()).doesNotContain("password");
    }

    @Test
    void valuesAndPasswordsAreHiddenInEveryUsualForm() {
        String base64 = Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8));
        String basic = Base64.getEncoder().encodeToString("robot:git-password".getBytes(StandardCharsets.UTF_8));

        assertThat(SECRETS.redact("a " + VALUE + " b " + base64 + " c s3cr3t+%2B%2Fvalue d s3cr3t%20%2B%2Fvalue"))
                .isEqualTo("a *** b *** c *** d ***");
        assertThat(SECRETS.redact("Basic " + basic + " pull-password")).isEqualTo("Basic *** ***");
    }

    @Test
    void wordsTooShortToHideStay() {
        assertThat(SECRETS.redact("exit status 123")).isEqualTo("exit status 123");
    }

    @Test
    void theBeginningOfAValueAtACutLineIsHiddenToo() {
        assertThat(SECRETS.redact("said git-passw\nnext line\n")).isEqualTo("said ***\nnext line\n");
    }

    @Test
    void linesOfALongValueAreHiddenOneByOne() {
        Secrets key = Secrets.of(Map.of("key", "-----BEGIN KEY-----\nMIIabcdefgh\n-----END KEY-----\n"));

        assertThat(key.redact("error at MIIabcdefgh")).isEqualTo("error at ***");
    }

    @ParameterizedTest
    @CsvSource({"build_registry_token, BUILD_REGISTRY_TOKEN", "npm/auth-token, NPM_AUTH_TOKEN", "2fa, _2FA"})
    void aRefIsAVariableInTheSandbox(String ref, String variable) {
        assertThat(Secrets.variable(ref)).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource({
        "git.example.org, https://git.example.org/team/repo.git, true",
        "git.example.org, https://GIT.example.org:443/team/repo.git, true",
        "git.example.org, http://git.example.org/team/repo.git, false",
        "git.example.org, https://git.example.org:8443/team/repo.git, false",
        "git.example.org, https://git.example.org.evil.org/team/repo.git, false",
        "git.example.org, https://evil.org/git.example.org, false",
        "https://git.example.org/team, https://git.example.org/team/repo.git, true",
        "https://git.example.org/team, https://git.example.org/teams/repo.git, false",
        "https://git.example.org/team, https://git.example.org/team/../other/repo.git, false",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/repo.git, true",
        "not a host, https://git.example.org/repo.git, false",
    })
    void aLoginIsShownOnlyWhereItBelongs(String prefix, String url, boolean shown) {
        assertThat(new SourceCredential(prefix, "robot", "password").isFor(url)).isEqualTo(shown);
    }

    @Test
    void failuresAreShownWithoutSecretsAndWithoutTheirCauses() {
        ExtensionFailure failure = new ExtensionFailure.Transient(
                        "BuildFailed", "step 3: git-password", new IllegalStateException("git-password"))
                .with(new StepOutput("build", "line\ngit-password\n"));

        ExtensionFailure shown = failure.redacted(SECRETS);

        assertThat(shown)
                .isInstanceOf(ExtensionFailure.Transient.class)
                .hasMessage("step 3: ***")
                .hasNoCause();
        assertThat(shown.reason()).isEqualTo("BuildFailed");
        assertThat(shown.output()).contains(new StepOutput("build", "line\n***\n"));
        assertThat(shown.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void failuresThatTellNothingStayTheSame() {
        ExtensionFailure failure = new ExtensionFailure.Waiting("HostFull", "no room", Duration.ofSeconds(1));

        assertThat(failure.redacted(SECRETS)).isSameAs(failure);
    }

    @Test
    void theEndOfLongOutputIsKeptFromTheBeginningOfALine() {
        String text = "é".repeat(StepOutput.LIMIT) + "\nthe last words";

        assertThat(new StepOutput("pull", text).text()).isEqualTo("the last words");
        assertThat(new StepOutput("pull", "é".repeat(StepOutput.LIMIT)).text().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(StepOutput.LIMIT);
    }

    @Test
    void labelsOfOthersAreRefused() {
        Map<String, String> labels = Map.of("com.docker.compose.project", "x");

        assertThatThrownBy(() -> new ProvisionRequest(
                        new SandboxIdentity("here", "uid", 1, "default", "x"),
                        profile(),
                        Map.of(),
                        null,
                        Secrets.NONE,
                        labels))
                .hasMessageContaining("com.docker.compose.project");
    }

    @SuppressWarnings("NullAway")
    private static Profile profile() {
        return null;
    }
}
