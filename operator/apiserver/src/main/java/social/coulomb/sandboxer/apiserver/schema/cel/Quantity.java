package social.coulomb.sandboxer.apiserver.schema.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount with a suffix, such as `10Gi`, `250m` or `1e3`. Equal amounts are equal however they are written.
record Quantity(BigDecimal amount) implements Comparable<Quantity> {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\\d{1,3})?");
    private static final int SMALLEST_SCALE = 9;
    private static final Map<String, Integer> POWERS_OF_TEN =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final Map<String, Integer> POWERS_OF_1024 =
            Map.of("Ki", 1, "Mi", 2, "Gi", 3, "Ti", 4, "Pi", 5, "Ei", 6);

    Quantity {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /// Empty when the text is no quantity.
    static Optional<Quantity> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(form.group(1));
        String suffix = form.group(2) == null ? "" : form.group(2);
        return Optional.of(new Quantity(roundedUp(scaled(number, suffix))));
    }

    Quantity plus(Quantity other) {
        return new Quantity(amount.add(other.amount));
    }

    Quantity minus(Quantity other) {
        return new Quantity(amount.subtract(other.amount));
    }

    /// Whether the amount is a whole number that fits 64 bits.
    boolean isInteger() {
        try {
            amount.longValueExact();
            return true;
        } catch (ArithmeticException fractionOrTooLarge) {
            return false;
        }
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    private static BigDecimal scaled(BigDecimal number, String suffix) {
        if (POWERS_OF_1024.containsKey(suffix)) {
            return number.multiply(BigDecimal.valueOf(1024).pow(POWERS_OF_1024.get(suffix)));
        }
        if (POWERS_OF_TEN.containsKey(suffix)) {
            return number.scaleByPowerOfTen(POWERS_OF_TEN.get(suffix));
        }
        return suffix.isEmpty() ? number : number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)));
    }

    /// Nothing smaller than a billionth is kept; it is rounded away from zero.
    private static BigDecimal roundedUp(BigDecimal number) {
        return number.scale() > SMALLEST_SCALE ? number.setScale(SMALLEST_SCALE, RoundingMode.UP) : number;
    }
}
