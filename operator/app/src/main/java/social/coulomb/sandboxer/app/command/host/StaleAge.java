package social.coulomb.sandboxer.app.command.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.hostprobe.StaleEntry;
import social.coulomb.sandboxer.sdk.DurationText;

/// From which age on something left behind is shown: `24` means hours, `24h` says so. Pure.
record StaleAge(double hours) {

    private static final double SECONDS_PER_HOUR = 3_600;

    /// @throws StartFailure when it is neither hours nor a duration
    static StaleAge parse(@Nullable String text) throws StartFailure {
        if (text == null) {
            return new StaleAge(0);
        }
        if (text.matches("[0-9]{1,6}")) {
            return new StaleAge(Integer.parseInt(text));
        }
        try {
            Duration age = DurationText.parse(text);
            return new StaleAge(age.toSeconds() / SECONDS_PER_HOUR);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    Exit.USAGE, "--older-than is a number of hours or a duration, such as 24 or 24h, not " + text, e);
        }
    }

    /// What has no age, such as a record without anything on the host, is always shown.
    boolean lets(StaleEntry candidate) {
        return candidate.ageHours() == null || candidate.ageHours() >= hours;
    }
}
