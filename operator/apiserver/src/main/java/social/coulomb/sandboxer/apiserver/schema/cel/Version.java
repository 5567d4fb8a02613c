package social.coulomb.sandboxer.apiserver.schema.cel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A semantic version. Build metadata is read but does not count.
record Version(long major, long minor, long patch, List<String> prerelease) implements Comparable<Version> {
    private static final String NUMBER = "(0|[1-9]\\d{0,17})";
    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final Pattern STRICT = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + IDENTIFIERS + "))?(?:\\+" + IDENTIFIERS + ")?");
    private static final Pattern LENIENT = Pattern.compile("v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?([-+].*)?");

    Version {
        prerelease = List.copyOf(prerelease);
    }

    /// Empty when the text is no semantic version.
    static Optional<Version> parse(String text) {
        Matcher strict = STRICT.matcher(text);
        if (!strict.matches()) {
            return Optional.empty();
        }
        List<String> identifiers = strict.group(4) == null
                ? List.of()
                : Arrays.asList(strict.group(4).split("\\.", -1));
        boolean zeroPadded = identifiers.stream().anyMatch(identifier -> identifier.matches("0\\d+"));
        if (zeroPadded) {
            return Optional.empty();
        }
        return Optional.of(new Version(
                Long.parseLong(strict.group(1)),
                Long.parseLong(strict.group(2)),
                Long.parseLong(strict.group(3)),
                identifiers));
    }

    /// Also reads `v1`, `1.2` and `01.2.3`.
    static Optional<Version> parseLenient(String text) {
        Matcher lenient = LENIENT.matcher(text);
        if (!lenient.matches()) {
            return Optional.empty();
        }
        String rest = lenient.group(4) == null ? "" : lenient.group(4);
        return parse(plain(lenient.group(1)) + "." + plain(lenient.group(2)) + "." + plain(lenient.group(3)) + rest);
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        return order != 0 ? order : comparePrerelease(prerelease, other.prerelease);
    }

    /// A version without a prerelease comes after all its prereleases.
    private static int comparePrerelease(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        for (int position = 0; position < Math.min(left.size(), right.size()); position++) {
            int order = compareIdentifier(left.get(position), right.get(position));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareIdentifier(String left, String right) {
        boolean leftNumeric = left.matches("\\d+");
        boolean rightNumeric = right.matches("\\d+");
        if (leftNumeric && rightNumeric) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return leftNumeric == rightNumeric ? Integer.signum(left.compareTo(right)) : leftNumeric ? -1 : 1;
    }

    private static String plain(@Nullable String digits) {
        return digits == null ? "0" : new BigInteger(digits).toString();
    }
}
