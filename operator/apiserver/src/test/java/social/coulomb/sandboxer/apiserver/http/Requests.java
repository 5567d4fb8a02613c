package social.coulomb.sandboxer.apiserver.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Makes requests to test with.
final class Requests {

    private Requests() {}

    static ApiRequest get(String pathAndQuery, String... headers) {
        return of("GET", pathAndQuery, new byte[0], headers);
    }

    /// @param headers names and values in turn
    static ApiRequest of(String method, String pathAndQuery, byte[] body, String... headers) {
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < headers.length; index += 2) {
            values.put(headers[index].toLowerCase(Locale.ROOT), headers[index + 1]);
        }
        String[] parts = pathAndQuery.split("\\?", 2);
        return new ApiRequest(method, parts[0], Query.parse(parts.length > 1 ? parts[1] : ""), values, () -> body);
    }
}
