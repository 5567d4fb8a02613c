package social.coulomb.sandboxer.sdk;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them in profiles and specs: a positive whole number and one unit, `90s 30m 2h 1d`.
public final class DurationText {

    /// The same rule as a regular expression, for schemas.
    public static final String PATTERN = "^[1-9][0-9]{0,8}[smhd]$";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

    private DurationText() {}

    /// @throws IllegalArgumentException when the text has another form; the message says which is wanted
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a duration: write a positive whole number and one of s, m, h, d, such as 90s or 2h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /// The shortest text that [#parse] reads back as the same duration; parts of a second are dropped.
    public static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds > 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds > 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        if (seconds > 0 && seconds % 60 == 0) {
            return seconds / 60 + "m";
        }
        return seconds + "s";
    }
}
