package social.coulomb.sandboxer.controllers.statehub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which State Hub is told, and as whom.
///
/// @param url without the slash at its end; `/progress/` follows it
/// @param topic what the events are filed under; null leaves it to the hub
/// @param author who says so
/// @param token shown to the hub as a bearer token; null for none; never logged
public record StateHubSettings(
        URI url,
        @Nullable UUID topic,
        String author,
        @Nullable String token) {

    public static final String DEFAULT_AUTHOR = "sandboxer";

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern AUTHOR = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@/:-]{0,99}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final int LARGEST_PORT = 65_535;

    /// @throws IllegalArgumentException with a message that begins with a noun phrase for the wrong value and
    /// says what it must be; it never holds the token
    public static StateHubSettings of(
            String url, @Nullable String topic, @Nullable String author, @Nullable String token) {
        String name = author == null ? DEFAULT_AUTHOR : author;
        require(AUTHOR.matcher(name).matches(), "The State Hub author must be 1 to 100 letters, digits or ._@/:-");
        require(
                token == null || TOKEN.matcher(token).matches(),
                "The State Hub token must be printable ASCII without spaces");
        return new StateHubSettings(address(url), topic == null ? null : topic(topic), name, token);
    }

    private static UUID topic(String text) {
        require(
                UUID_TEXT.matcher(text).matches(),
                "The State Hub topic '" + text + "' is not a UUID such as 3f2b8c1e-5d4a-4b6f-9a70-1c2d3e4f5a6b");
        return UUID.fromString(text);
    }

    /// Never shows the text: credentials may stand in it.
    private static URI address(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The State Hub URL is not a URL such as http://127.0.0.1:8000");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        require(url.getRawUserInfo() == null, "The State Hub URL must hold no credentials: give a token instead");
        require(
                (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null,
                "The State Hub URL must begin with http:// or https:// and name a host, as http://127.0.0.1:8000");
        require(url.getPort() <= LARGEST_PORT && url.getPort() != 0, "The State Hub URL names an impossible port");
        require(
                url.getRawQuery() == null && url.getRawFragment() == null,
                "The State Hub URL must end with its path: leave out ? and #");
        return URI.create(text.replaceFirst("/+$", ""));
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /// Without the token.
    @Override
    public String toString() {
        return url + " as " + author + (topic == null ? "" : " on topic " + topic);
    }
}
