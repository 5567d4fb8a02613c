package social.coulomb.sandboxer.app.command.output;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Text from elsewhere made fit for a terminal. Pure.
public final class PlainText {

    private static final String UNKNOWN = "-";

    private PlainText() {}

    /// In one line, without what would steer a terminal.
    public static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /// Lines and tabs stay; what would steer a terminal goes.
    public static String lines(String text) {
        return text.replaceAll("\\e\\[[0-9;?]*[ -/]*[@-~]", "").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    /// A cell of a table: never empty.
    public static String cell(@Nullable Object value) {
        String text = value == null ? "" : oneLine(value.toString());
        return text.isEmpty() ? UNKNOWN : text;
    }

    /// The time between two moments in the one or two largest units, such as `3d`, `2h5m` or `42s`.
    public static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        if (span.isNegative()) {
            return "0s";
        }
        if (span.toDays() > 0) {
            return span.toDays() + "d" + (span.toHoursPart() > 0 ? span.toHoursPart() + "h" : "");
        }
        if (span.toHours() > 0) {
            return span.toHours() + "h" + (span.toMinutesPart() > 0 ? span.toMinutesPart() + "m" : "");
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + "m" + (span.toSecondsPart() > 0 ? span.toSecondsPart() + "s" : "")
                : span.toSeconds() + "s";
    }
}
