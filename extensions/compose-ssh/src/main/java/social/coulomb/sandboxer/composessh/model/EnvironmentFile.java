package social.coulomb.sandboxer.composessh.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `.env` and `env_file` files: one `NAME=value` a line, comments, quotes, an optional `export`.
final class EnvironmentFile {

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*(?:=(.*))?", Pattern.DOTALL);

    private EnvironmentFile() {}

    /// @throws ComposeRefused when a line is no assignment, with the file and line
    static Map<String, String> parse(String name, String text) throws ComposeRefused {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw new ComposeRefused(name + ":" + number, "is not NAME=value");
            }
            values.put(
                    matcher.group(1),
                    matcher.group(2) == null ? "" : unquote(matcher.group(2).strip()));
        }
        return values;
    }

    private static String unquote(String value) {
        if (value.length() >= 2 && value.charAt(0) == value.charAt(value.length() - 1)) {
            String inner = value.substring(1, value.length() - 1);
            if (value.charAt(0) == '\'') {
                return inner;
            }
            if (value.charAt(0) == '"') {
                return inner.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            }
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).stripTrailing();
    }
}
