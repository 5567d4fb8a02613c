package social.coulomb.sandboxer.sdk.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks of single values; each failure names the field and says what is wanted.
final class Require {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Require() {}

    static String text(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidField(field, "is empty");
        }
        return value;
    }

    static String word(String field, String value) {
        if (!WORD.matcher(value).matches()) {
            throw new InvalidField(
                    field, "'" + value + "' must be lower-case letters, digits and '-', such as 'container'");
        }
        return value;
    }

    static String oneOf(String field, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new InvalidField(field, "'" + value + "' is not one of " + String.join(", ", allowed));
        }
        return value;
    }

    static void positive(String field, @Nullable Number value) {
        if (value != null && new BigDecimal(value.toString()).signum() <= 0) {
            throw new InvalidField(field, value + " must be above zero, or null for no bound");
        }
    }
}
