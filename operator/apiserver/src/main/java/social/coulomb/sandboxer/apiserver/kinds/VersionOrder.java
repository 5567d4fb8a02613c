package social.coulomb.sandboxer.apiserver.kinds;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sorts API versions as discovery prefers them: `v2`, `v1`, `v2beta1`, `v1alpha2`, then other names by the
/// alphabet.
public final class VersionOrder implements Comparator<String> {

    private static final Pattern VERSION = Pattern.compile("v([0-9]+)(?:(alpha|beta)([0-9]+))?");
    private static final int UNCOMMON = 3;

    @Override
    public int compare(String left, String right) {
        Matcher leftParts = VERSION.matcher(left);
        Matcher rightParts = VERSION.matcher(right);
        int byStability = Integer.compare(stability(leftParts), stability(rightParts));
        if (byStability != 0) {
            return byStability;
        }
        if (!leftParts.matches() || !rightParts.matches()) {
            return left.compareTo(right);
        }
        int byMajor = number(rightParts.group(1)).compareTo(number(leftParts.group(1)));
        if (byMajor != 0 || leftParts.group(3) == null || rightParts.group(3) == null) {
            return byMajor;
        }
        return number(rightParts.group(3)).compareTo(number(leftParts.group(3)));
    }

    private static int stability(Matcher version) {
        if (!version.matches()) {
            return UNCOMMON;
        }
        String stage = version.group(2);
        if (stage == null) {
            return 0;
        }
        return stage.equals("beta") ? 1 : 2;
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits);
    }
}
