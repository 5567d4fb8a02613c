package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as compose files write them: `90`, `1m30s`, `500ms`. Pure.
final class ComposeDuration {

    /// Longer than anybody waits.
    private static final double LONGEST = 1e12;
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s|m|h|d|)");

    private ComposeDuration() {}

    /// What cannot be read counts as ten seconds, the grace that every engine gives by default.
    static Duration parse(String text) {
        Matcher matcher = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end && matcher.end() > matcher.start()) {
            double amount = Double.parseDouble(matcher.group(1));
            sum = sum.plusMillis((long) Math.min(LONGEST, amount * milliseconds(matcher.group(2))));
            end = matcher.end();
        }
        return end == text.length() && end > 0 ? sum : Duration.ofSeconds(10);
    }

    private static double milliseconds(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1_000;
        };
    }
}
