package social.coulomb.sandboxer.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.controllers.statehub.StateHubSettings;

class StateHubOptionsTest {

    private static final String URL = "http://127.0.0.1:8000";
    private static final String TOPIC = "3f2b8c1e-5d4a-4b6f-9a70-1c2d3e4f5a6b";

    @Test
    void nobodyIsToldUnlessAHubIsNamed() throws StartFailure {
        assertThat(settings(Map.of())).isNull();
        assertThat(settings(Map.of(StateHubOptions.URL_VARIABLE, " "))).isNull();
    }

    @Test
    void theEnvironmentNamesWhatTheCommandLineDoesNot() throws StartFailure {
        Map<String, String> environment = Map.of(
                StateHubOptions.URL_VARIABLE,
                URL + "/",
                StateHubOptions.TOPIC_VARIABLE,
                TOPIC,
                StateHubOptions.TOKEN_VARIABLE,
                "s3cret");

        assertThat(settings(environment)).satisfies(settings -> {
            assertThat(settings.url()).hasToString(URL);
            assertThat(settings.topic()).isEqualTo(UUID.fromString(TOPIC));
            assertThat(settings.author()).isEqualTo("sandboxer");
            assertThat(settings.token()).isEqualTo("s3cret");
            assertThat(settings.toString()).doesNotContain("s3cret");
        });
        assertThat(settings(environment, "--state-hub-url", "https://hub/base", "--state-hub-author", "me"))
                .satisfies(settings -> {
                    assertThat(settings.url()).hasToString("https://hub/base");
                    assertThat(settings.author()).isEqualTo("me");
                });
    }

    @Test
    void itCanBeSwitchedOffInAnyCase() throws StartFailure {
        assertThat(settings(Map.of(StateHubOptions.OFF_VARIABLE, "1"), "--state-hub-url", URL))
                .isNull();
        assertThat(settings(Map.of(StateHubOptions.OFF_VARIABLE, "0"), "--state-hub-url", URL))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub:8000",
                "ftp://hub",
                "http://",
                "http:///progress",
                "http://hub?x=1",
                "http://hub#x",
                "not a url",
                "http://hub:0",
                "http://hub:70000",
                "http://me:s3cret@hub",
                "mailto:me@hub",
                ""
            })
    void aUrlThatIsNoneIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> settings(Map.of(), "--state-hub-url", url))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exit()).isEqualTo(Exit.USAGE))
                .hasMessageStartingWith("The State Hub URL")
                .hasMessageContaining("--state-hub-url")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void otherWrongValuesAreNamedAndATokenIsNeverShown() {
        assertThatThrownBy(() -> settings(Map.of(), "--state-hub-url", URL, "--state-hub-topic", "1-1-1-1-1"))
                .hasMessageContaining("'1-1-1-1-1' is not a UUID");
        assertThatThrownBy(() -> settings(Map.of(), "--state-hub-url", URL, "--state-hub-author", "a\nb"))
                .hasMessageContaining("author");
        assertThatThrownBy(() -> settings(Map.of(StateHubOptions.TOKEN_VARIABLE, "two words"), "--state-hub-url", URL))
                .hasMessageContaining("token")
                .hasMessageNotContaining("two words");
    }

    private static @Nullable StateHubSettings settings(Map<String, String> environment, String... arguments)
            throws StartFailure {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options.settings(environment);
    }

    @Command(name = "holder")
    private static final class Holder {
        @Mixin
        private final StateHubOptions options = new StateHubOptions();
    }
}
