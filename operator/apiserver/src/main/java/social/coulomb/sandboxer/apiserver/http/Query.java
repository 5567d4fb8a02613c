package social.coulomb.sandboxer.apiserver.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// The parameters of a request.
public record Query(Map<String, List<String>> values) {

    public Query {
        values = Map.copyOf(values);
    }

    /// Reads what stands behind the question mark of an address.
    ///
    /// @throws StatusException 400 when it is not properly encoded
    public static Query parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decode(name), unseen -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return new Query(values);
    }

    /// The first value of a parameter; empty when there is none.
    String text(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /// All values of a parameter.
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// Whether a switch is on, read as Kubernetes does: `?watch`, `?watch=1` and `?watch=x` are on.
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        String value = text(name).toLowerCase(Locale.ROOT);
        return !value.equals("0") && !value.equals("false");
    }

    /// A whole number; 0 when it is not stated.
    ///
    /// @throws StatusException 400 when it is no whole number
    long number(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            String complaint = value.matches("[-+]?[0-9]+") ? "value out of range" : "invalid syntax";
            throw ApiStatus.badRequest("strconv.ParseInt: parsing \"" + value + "\": " + complaint)
                    .asException();
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new StatusException(ApiStatus.badRequest("invalid URL escape in \"" + text + "\""), broken);
        }
    }
}
