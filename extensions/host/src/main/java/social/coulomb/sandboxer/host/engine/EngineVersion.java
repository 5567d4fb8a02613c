package social.coulomb.sandboxer.host.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version that can be compared. What follows the third number is ignored; missing numbers are 0.
public record EngineVersion(int major, int minor, int patch) implements Comparable<EngineVersion> {
    /// No version at all.
    public static final EngineVersion NONE = new EngineVersion(0, 0, 0);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");

    /// The first version in `text`; 0.0.0 if there is none.
    public static EngineVersion parse(String text) {
        Matcher found = NUMBERS.matcher(text);
        return found.find() ? new EngineVersion(number(found, 1), number(found, 2), number(found, 3)) : NONE;
    }

    private static int number(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /// True if this version is `otherMajor`.`otherMinor` or later.
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new EngineVersion(otherMajor, otherMinor, 0)) >= 0;
    }

    @Override
    public int compareTo(EngineVersion other) {
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor != other.minor ? Integer.compare(minor, other.minor) : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
