package social.coulomb.sandboxer.sdk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A login for git repositories of one server, or of a part of it. Prints no password.
///
/// @param prefix a host (`git.example.org`, `git.example.org:8443`), which means https there, or the beginning
///     of an https URL (`https://git.example.org/team/`)
/// @param username what the server wants beside a token, often any word
/// @param password a password or a token
public record SourceCredential(String prefix, String username, String password) {

    private static final int HTTPS_PORT = 443;

    /// Whether this login may be shown to that URL: same scheme, host and port, and below the path.
    ///
    /// A login for a host is for its https port alone, so that it never travels in the clear.
    public boolean isFor(String url) {
        URI wanted = parse(prefix.contains("://") ? prefix : "https://" + prefix);
        URI asked = parse(url);
        return wanted != null
                && asked != null
                && isSame(wanted.getScheme(), asked.getScheme())
                && isSame(wanted.getHost(), asked.getHost())
                && port(wanted) == port(asked)
                && isBelow(path(asked), path(wanted));
    }

    private static boolean isBelow(String path, String prefix) {
        String directory = prefix.endsWith("/") ? prefix : prefix + "/";
        return path.equals(prefix) || (path + "/").startsWith(directory);
    }

    private static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text).normalize();
            return uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isSame(@Nullable String wanted, @Nullable String asked) {
        return wanted != null
                && asked != null
                && wanted.toLowerCase(Locale.ROOT).equals(asked.toLowerCase(Locale.ROOT));
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 && "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS_PORT : uri.getPort();
    }

    private static String path(URI uri) {
        return uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    }

    @Override
    public String toString() {
        return "SourceCredential[" + prefix + "]";
    }
}
