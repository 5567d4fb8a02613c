package social.coulomb.sandboxer.apiserver.http;

import java.util.Locale;
import java.util.Map;

/// A request, free of any transport.
///
/// @param path still encoded
/// @param headers by their names in small letters; several of one name are joined by commas
/// @param body reads the body, at most once
public record ApiRequest(String method, String path, Query query, Map<String, String> headers, Body body) {

    /// Where a body comes from.
    @FunctionalInterface
    public interface Body {

        Body NONE = () -> new byte[0];

        /// Reads all of it; blocks.
        ///
        /// @throws social.coulomb.sandboxer.apiserver.status.StatusException 413 when it is too large
        byte[] read();
    }

    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /// A header's value; empty when it is not there.
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
