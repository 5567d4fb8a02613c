package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/// Checks of numbers against their bounds.
final class NumberChecks {
    private static final BigDecimal UNSIGNED_INT_END = BigDecimal.valueOf(1L << 32);
    private static final BigDecimal UNSIGNED_LONG_END = BigDecimal.TWO.pow(Long.SIZE);

    private NumberChecks() {}

    static Optional<FieldError> atLeast(Constraint.Minimum minimum, JsonNode value, FieldPath path) {
        int order = value.decimalValue().compareTo(minimum.bound());
        if (order > 0 || (order == 0 && !minimum.exclusive())) {
            return Optional.empty();
        }
        String relation = minimum.exclusive() ? "greater than " : "greater than or equal to ";
        return Optional.of(outOfBounds(path, value, relation + JsonValues.plain(minimum.bound())));
    }

    static Optional<FieldError> atMost(Constraint.Maximum maximum, JsonNode value, FieldPath path) {
        int order = value.decimalValue().compareTo(maximum.bound());
        if (order < 0 || (order == 0 && !maximum.exclusive())) {
            return Optional.empty();
        }
        String relation = maximum.exclusive() ? "less than " : "less than or equal to ";
        return Optional.of(outOfBounds(path, value, relation + JsonValues.plain(maximum.bound())));
    }

    static Optional<FieldError> multipleOf(Constraint.MultipleOf multiple, JsonNode value, FieldPath path) {
        boolean divides = multiple.factor().signum() > 0
                && value.decimalValue().remainder(multiple.factor()).signum() == 0;
        return divides
                ? Optional.empty()
                : Optional.of(outOfBounds(path, value, "a multiple of " + JsonValues.plain(multiple.factor())));
    }

    /// The range that a numeric format implies. The error is about no field, as clients know it.
    static Optional<FieldError> inRange(SchemaNode schema, JsonNode value, FieldPath path) {
        BigDecimal number = value.decimalValue();
        String format = schema.format();
        boolean fits = switch (format) {
            case "int32" -> isBetween(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> isBetween(number, Long.MIN_VALUE, Long.MAX_VALUE);
            case "uint32" -> number.signum() >= 0 && number.compareTo(UNSIGNED_INT_END) < 0;
            case "uint64" -> number.signum() >= 0 && number.compareTo(UNSIGNED_LONG_END) < 0;
            case "float", "float32" -> Float.isFinite(number.floatValue());
            default -> true;
        };
        if (fits) {
            return Optional.empty();
        }
        String detail = "Checked value must be of type %s with format %s in %s"
                .formatted(schema.type().word(), format, path);
        return Optional.of(FieldError.invalid(FieldError.NO_FIELD, "\"\"", detail));
    }

    private static boolean isBetween(BigDecimal number, long low, long high) {
        return number.compareTo(BigDecimal.valueOf(low)) >= 0 && number.compareTo(BigDecimal.valueOf(high)) <= 0;
    }

    private static FieldError outOfBounds(FieldPath path, JsonNode value, String relation) {
        return FieldError.invalid(path.name(), GoText.value(value), path + " in body should be " + relation);
    }
}
