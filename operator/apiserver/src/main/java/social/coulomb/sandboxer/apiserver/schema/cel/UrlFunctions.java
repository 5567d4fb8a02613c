package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `url` and `isURL`, and the parts of an URL.
final class UrlFunctions {
    private static final Parameter<URI> URL = new Parameter<>(OpaqueType.create("kubernetes.URL"), URI.class);
    private static final MapType QUERY = MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING));

    private UrlFunctions() {}

    static List<Overload> all() {
        CelType text = SimpleType.STRING;
        return List.of(
                Overload.global("url", "string_to_url", URL.type(), Parameter.TEXT, UrlFunctions::require),
                Overload.global(
                        "isURL",
                        "is_url_string",
                        SimpleType.BOOL,
                        Parameter.TEXT,
                        url -> parse(url).isPresent()),
                Overload.member("getScheme", "url_get_scheme", text, URL, url -> orEmpty(url.getScheme())),
                Overload.member("getHost", "url_get_host", text, URL, UrlFunctions::host),
                Overload.member("getHostname", "url_get_hostname", text, URL, UrlFunctions::hostName),
                Overload.member("getPort", "url_get_port", text, URL, UrlFunctions::port),
                Overload.member("getEscapedPath", "url_get_escaped_path", text, URL, url -> orEmpty(url.getRawPath())),
                Overload.member("getQuery", "url_get_query", QUERY, URL, UrlFunctions::query));
    }

    private static URI require(String text) {
        return parse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("URL parse error during conversion from string: parse \""
                                + text + "\": invalid URI for request"));
    }

    /// Absolute URLs and absolute paths.
    private static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.isAbsolute() || text.startsWith("/");
            return usable && uri.getRawFragment() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static String host(URI url) {
        String authority = orEmpty(url.getRawAuthority());
        return authority.substring(authority.indexOf('@') + 1);
    }

    private static String hostName(URI url) {
        String host = host(url);
        if (host.startsWith("[")) {
            return host.substring(1, host.indexOf(']'));
        }
        int colon = host.lastIndexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static String port(URI url) {
        String host = host(url);
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? "" : host.substring(colon + 1);
    }

    private static Map<String, List<String>> query(URI url) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String pair : orEmpty(url.getRawQuery()).split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
