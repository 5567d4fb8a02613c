package social.coulomb.sandboxer.sdk.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.Secrets;

/// Checks of single values; each failure names the field and says what is wanted.
final class Require {

    /// The bounds of every number in a catalog file.
    static final BigDecimal LEAST = new BigDecimal("0.001");

    static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /// The longest version of a profile: what the status of a sandbox has room for.
    static final int LONGEST_VERSION = 64;

    private Require() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidField(field, "is required and has no value: write one");
        }
        return value;
    }

    static String text(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidField(field, "is empty: write a text");
        }
        return value;
    }

    /// A text that is not longer than what the API keeps of it.
    static String text(String field, String value, int longest) {
        if (text(field, value).length() > longest) {
            throw new InvalidField(field, "has " + value.length() + " characters: write a text of at most " + longest);
        }
        return value;
    }

    /// Nothing at all where the number is left out.
    static void amount(String field, @Nullable Number value) {
        if (value == null) {
            return;
        }
        BigDecimal amount = value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(value.longValue());
        if (amount.compareTo(LEAST) < 0 || amount.compareTo(MOST) > 0) {
            throw new InvalidField(
                    field, "must be above zero, from " + LEAST + " to " + MOST + ", or null for no bound");
        }
    }

    static void atMost(String field, TtlDuration value, TtlDuration bound, String meaning) {
        if (value.value().compareTo(bound.value()) > 0) {
            throw new InvalidField(field, value + " is longer than " + meaning + ", " + bound);
        }
    }

    /// @return the items as texts; none where the list is left out
    static <T> List<String> distinct(String field, @Nullable List<T> items, Function<T, String> text) {
        List<String> texts = new ArrayList<>();
        for (T item : items == null ? List.<T>of() : items) {
            String next = text.apply(item);
            int earlier = texts.indexOf(next);
            if (earlier >= 0) {
                throw new InvalidField(
                        field + "[" + texts.size() + "]",
                        "'" + next + "' stands at " + field + "[" + earlier + "] already: remove one of the two");
            }
            texts.add(next);
        }
        return List.copyOf(texts);
    }

    /// Each ref of a secret becomes a variable, and of two with one name one value would be lost.
    static void variables(String field, List<String> refs) {
        List<String> names = refs.stream().map(Secrets::variable).toList();
        for (int index = 0; index < refs.size(); index++) {
            int earlier = names.indexOf(names.get(index));
            if (earlier < index) {
                throw new InvalidField(
                        field + "[" + index + "]",
                        "'" + refs.get(index) + "' would be the variable " + names.get(index) + ", as " + field + "["
                                + earlier + "] is, '" + refs.get(earlier) + "': rename one of the two");
            }
        }
    }
}
