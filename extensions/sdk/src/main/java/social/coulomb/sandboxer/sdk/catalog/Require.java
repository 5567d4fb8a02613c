package social.coulomb.sandboxer.sdk.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks of single values; each failure names the field and says what is wanted.
final class Require {

    /// The bounds of every number in a catalog file.
    static final BigDecimal LEAST = new BigDecimal("0.001");

    static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

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
}
