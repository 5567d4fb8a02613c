package social.coulomb.sandboxer.apiserver.schema.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A text with clauses such as `%s` and `%.2f`, and the values that take their places.
final class TextTemplate {
    private static final Pattern CLAUSE = Pattern.compile("%(?:%|(?:\\.(\\d{1,3}))?(.?))", Pattern.DOTALL);
    private static final int DEFAULT_PRECISION = 6;

    private final String template;
    private final List<?> values;
    private int next;

    TextTemplate(String template, List<?> values) {
        this.template = template;
        this.values = values;
    }

    String render() {
        Matcher clauses = CLAUSE.matcher(template);
        StringBuilder text = new StringBuilder();
        while (clauses.find()) {
            String replacement = clauses.group().equals("%%") ? "%" : clause(clauses.group(2), clauses.group(1));
            clauses.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        clauses.appendTail(text);
        return text.toString();
    }

    private String clause(String verb, @Nullable String precision) {
        int digits = precision == null ? DEFAULT_PRECISION : Integer.parseInt(precision);
        return switch (verb) {
            case "s" -> text(value());
            case "d" -> decimal(value());
            case "f" -> fixed(number(value(), verb), digits);
            case "e" -> scientific(number(value(), verb), digits);
            case "b" -> binary(value());
            case "o" -> Long.toOctalString(integer(value(), verb));
            case "x" -> hexadecimal(value(), HexFormat.of());
            case "X" -> hexadecimal(value(), HexFormat.of().withUpperCase());
            default ->
                throw new IllegalArgumentException(
                        "could not parse formatting clause: unrecognized formatting clause \"" + verb + "\"");
        };
    }

    private Object value() {
        if (next >= values.size()) {
            throw new IllegalArgumentException("index " + next + " out of range");
        }
        return values.get(next++);
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case NullValue none -> "null";
            case Double number -> plain(number);
            case CelByteString bytes -> new String(bytes.toByteArray(), StandardCharsets.UTF_8);
            case Duration duration -> seconds(duration);
            case List<?> list -> list.stream().map(TextTemplate::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> members(map);
            default -> value.toString();
        };
    }

    private static String members(Map<?, ?> map) {
        Map<String, String> members = new TreeMap<>();
        map.forEach((key, value) -> members.put(text(key), text(value)));
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String plain(Double number) {
        return number.isNaN() || number.isInfinite()
                ? number.toString()
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString() + "s";
    }

    private static String fixed(double number, int digits) {
        return Double.isFinite(number)
                ? new BigDecimal(number)
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : String.valueOf(number);
    }

    private static String scientific(double number, int digits) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        return String.format(Locale.ROOT, "%." + digits + "e", rounded);
    }

    private static String decimal(Object value) {
        return value instanceof Double number ? plain(number) : String.valueOf(integer(value, "d"));
    }

    private static String binary(Object value) {
        return value instanceof Boolean flag ? (flag ? "1" : "0") : Long.toBinaryString(integer(value, "b"));
    }

    private static String hexadecimal(Object value, HexFormat digits) {
        return switch (value) {
            case String text -> digits.formatHex(text.getBytes(StandardCharsets.UTF_8));
            case CelByteString bytes -> digits.formatHex(bytes.toByteArray());
            default -> {
                String hex = Long.toHexString(integer(value, "x"));
                yield digits.isUpperCase() ? hex.toUpperCase(Locale.ROOT) : hex;
            }
        };
    }

    private static double number(Object value, String verb) {
        return switch (value) {
            case Double number -> number;
            case Long integer -> integer.doubleValue();
            case UnsignedLong unsigned -> unsigned.doubleValue();
            default -> throw mismatch(value, verb);
        };
    }

    private static long integer(Object value, String verb) {
        return switch (value) {
            case Long integer -> integer;
            case UnsignedLong unsigned -> unsigned.longValue();
            default -> throw mismatch(value, verb);
        };
    }

    private static IllegalArgumentException mismatch(Object value, String verb) {
        return new IllegalArgumentException("error during formatting: clause \"" + verb + "\" cannot take "
                + value.getClass().getSimpleName());
    }
}
