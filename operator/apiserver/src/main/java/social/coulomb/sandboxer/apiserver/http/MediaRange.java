package social.coulomb.sandboxer.apiserver.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One of the media types that a client accepts, with its parameters.
record MediaRange(String type, Map<String, String> parameters) {

    MediaRange {
        parameters = Map.copyOf(parameters);
    }

    /// The ranges of an Accept header, the most wanted first. No header accepts everything.
    static List<MediaRange> accepted(String header) {
        if (header.isBlank()) {
            return List.of(new MediaRange("*/*", Map.of()));
        }
        return Arrays.stream(header.split(",", -1))
                .map(MediaRange::parse)
                .filter(range -> !range.type.isEmpty())
                .sorted(Comparator.comparingDouble(MediaRange::quality).reversed())
                .toList();
    }

    static MediaRange parse(String text) {
        String[] parts = text.split(";", -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip().replace("\"", ""));
            }
        }
        return new MediaRange(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean covers(String mediaType) {
        return type.equals(mediaType)
                || type.equals("*/*")
                || (type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)));
    }

    private double quality() {
        try {
            return Double.parseDouble(parameters.getOrDefault("q", "1"));
        } catch (NumberFormatException unclear) {
            return 0;
        }
    }
}
