package social.coulomb.sandboxer.apiserver.table;

import java.time.Duration;

/// Writes durations as kubectl shows ages: `7s`, `5m30s`, `3h`, `2d4h`, `1y90d`.
final class HumanDuration {

    private HumanDuration() {}

    /// Rounds down to what matters at that size. A little less than nothing is nothing, since clocks differ.
    static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        long minutes = duration.toMinutes();
        if (minutes < 10) {
            return minutes + "m" + unlessZero(seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        return hours(duration.toHours(), minutes % 60);
    }

    private static String hours(long hours, long minutes) {
        if (hours < 8) {
            return hours + "h" + unlessZero(minutes, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (days < 8) {
            return days + "d" + unlessZero(hours % 24, "h");
        }
        if (days < 2 * 365) {
            return days + "d";
        }
        long years = days / 365;
        return years + "y" + (years < 8 ? unlessZero(days % 365, "d") : "");
    }

    private static String unlessZero(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
