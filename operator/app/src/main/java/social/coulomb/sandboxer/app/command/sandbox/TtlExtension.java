package social.coulomb.sandboxer.app.command.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.DurationText;

/// A longer time to live: counted from when the sandbox became ready, as its spec has it. Pure.
///
/// @param ttl for the spec
/// @param expiresAt what follows from it
/// @param capped whether the profile's maximum made it shorter than was asked for
record TtlExtension(String ttl, Instant expiresAt, boolean capped) {

    /// The schema takes seven digits.
    private static final long MOST_UNITS = 9_999_999;

    private static final long[] SECONDS = {1, 60, 3_600, 86_400};
    private static final String UNITS = "smhd";

    /// Adds to the present end, or to now where that is past.
    ///
    /// @param most the profile's maximum; null where it is not known here
    static TtlExtension compute(
            Instant readyAt, @Nullable Instant expiresAt, Duration by, @Nullable Duration most, Instant now) {
        Instant base = expiresAt == null || expiresAt.isBefore(now) ? now : expiresAt;
        Duration wanted = Duration.between(readyAt, base.plus(by));
        Duration total = most != null && wanted.compareTo(most) > 0 ? most : wanted;
        String ttl = text(total);
        return new TtlExtension(ttl, readyAt.plus(DurationText.parse(ttl)), !total.equals(wanted));
    }

    /// In the smallest unit that the schema has room for, rounded up: never less than was asked for.
    private static String text(Duration duration) {
        long seconds = duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0);
        for (int unit = 0; unit < SECONDS.length; unit++) {
            long count = Math.ceilDiv(seconds, SECONDS[unit]);
            if (count <= MOST_UNITS) {
                return unit == 0
                        ? DurationText.format(Duration.ofSeconds(Math.max(1, count)))
                        : count + UNITS.substring(unit, unit + 1);
            }
        }
        return MOST_UNITS + "d";
    }
}
