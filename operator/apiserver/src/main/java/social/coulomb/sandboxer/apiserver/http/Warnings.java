package social.coulomb.sandboxer.apiserver.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes warnings for the client's user as headers. Pure.
final class Warnings {

    private static final String YAML = "yaml: unmarshal errors:\n";
    /// What all of them together may take, so that no client gives up on the headers.
    private static final int TOGETHER = 4096;

    private Warnings() {}

    static List<Answer.Header> headers(List<String> warnings) {
        var headers = new ArrayList<Answer.Header>();
        int length = 0;
        for (String warning :
                warnings.stream().flatMap(Warnings::lines).distinct().toList()) {
            length += warning.length();
            if (length <= TOGETHER && warning.chars().noneMatch(Character::isISOControl)) {
                headers.add(new Answer.Header("Warning", "299 - \"" + escaped(warning) + "\""));
            }
        }
        return headers;
    }

    /// What a YAML reader complains of comes in one text with a line each.
    private static Stream<String> lines(String warning) {
        int yaml = warning.indexOf(YAML);
        return yaml < 0
                ? Stream.of(warning)
                : warning.substring(yaml + YAML.length()).lines().map(String::strip);
    }

    private static String escaped(String warning) {
        return warning.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
