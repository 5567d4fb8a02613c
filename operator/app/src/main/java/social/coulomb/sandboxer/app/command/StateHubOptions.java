package social.coulomb.sandboxer.app.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.controllers.statehub.StateHubSettings;

/// Who is told of lifecycle events: nobody, unless a State Hub is named.
final class StateHubOptions {

    static final String OFF_VARIABLE = "SANDBOXER_NO_STATE_HUB";
    static final String URL_VARIABLE = "SANDBOXER_STATE_HUB_URL";
    static final String TOPIC_VARIABLE = "SANDBOXER_STATE_HUB_TOPIC";
    static final String TOKEN_VARIABLE = "SANDBOXER_STATE_HUB_TOKEN";

    @Option(
            names = "--state-hub-url",
            paramLabel = "URL",
            description =
                    "The State Hub that is told of lifecycle events; SANDBOXER_STATE_HUB_URL, or nobody, without it.")
    private @Nullable String url;

    @Option(
            names = "--state-hub-topic",
            paramLabel = "UUID",
            description = "The topic to file them under; SANDBOXER_STATE_HUB_TOPIC without it.")
    private @Nullable String topic;

    @Option(
            names = "--state-hub-author",
            paramLabel = "NAME",
            description = "Who says so; " + StateHubSettings.DEFAULT_AUTHOR + " without it.")
    private @Nullable String author;

    /// @return null for nobody
    /// @throws StartFailure when a value is wrong
    @Nullable
    StateHubSettings settings(Map<String, String> environment) throws StartFailure {
        String address = first(url, environment.get(URL_VARIABLE));
        if (isOff(environment.get(OFF_VARIABLE)) || address == null) {
            return null;
        }
        try {
            return StateHubSettings.of(
                    address,
                    first(topic, environment.get(TOPIC_VARIABLE)),
                    author,
                    first(null, environment.get(TOKEN_VARIABLE)));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    Exit.USAGE,
                    e.getMessage() + ". It comes from --state-hub-url, --state-hub-topic or --state-hub-author, else"
                            + " from SANDBOXER_STATE_HUB_URL, _TOPIC or _TOKEN; " + OFF_VARIABLE
                            + "=1 tells nobody.");
        }
    }

    private static @Nullable String first(@Nullable String given, @Nullable String fallback) {
        if (given != null) {
            return given;
        }
        return fallback == null || fallback.isBlank() ? null : fallback.strip();
    }

    /// Any word but an empty one, 0 and false.
    private static boolean isOff(@Nullable String value) {
        String word = value == null ? "" : value.strip();
        return !word.isEmpty() && !word.equals("0") && !word.equalsIgnoreCase("false");
    }
}
