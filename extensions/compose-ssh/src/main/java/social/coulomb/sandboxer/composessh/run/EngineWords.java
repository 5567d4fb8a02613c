package social.coulomb.sandboxer.composessh.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What container engines write for their logs, as words for people. Without the times in it the same trouble is also
/// told in the same words at every attempt, so that it is one Event that is counted. Pure.
final class EngineWords {

    private static final Pattern LOG_LINE = Pattern.compile("time=\"[^\"]*\" level=(?<level>[a-z]+) msg=(?<said>.*)");

    private EngineWords() {}

    /// The text without log lines that only warn, and the others without their frame.
    static String essence(String text) {
        List<String> lines = text.lines().toList();
        return String.join(
                "\n",
                lines.stream()
                        .filter(line -> !isWarning(line))
                        .map(EngineWords::unframed)
                        .toList());
    }

    private static boolean isWarning(String line) {
        Matcher log = LOG_LINE.matcher(line);
        return log.matches() && !List.of("error", "fatal").contains(log.group("level"));
    }

    private static String unframed(String line) {
        Matcher log = LOG_LINE.matcher(line);
        if (!log.matches()) {
            return line;
        }
        String said = log.group("said");
        boolean quoted = said.length() > 1 && said.startsWith("\"") && said.endsWith("\"");
        return quoted ? said.substring(1, said.length() - 1).replace("\\\"", "\"") : said;
    }
}
