package social.coulomb.sandboxer.apiserver.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/// `quantity` and `isQuantity`, comparison and arithmetic.
final class QuantityFunctions {
    private static final Parameter<Quantity> QUANTITY =
            new Parameter<>(OpaqueType.create("kubernetes.Quantity"), Quantity.class);

    private QuantityFunctions() {}

    static List<Overload> all() {
        return Stream.of(conversions(), arithmetic(), order())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Overload> conversions() {
        CelType quantity = QUANTITY.type();
        return List.of(
                Overload.global("quantity", "string_to_quantity", quantity, Parameter.TEXT, QuantityFunctions::require),
                Overload.global(
                        "isQuantity",
                        "is_quantity_string",
                        BOOL,
                        Parameter.TEXT,
                        text -> Quantity.parse(text).isPresent()),
                Overload.member("sign", "quantity_sign", INT, QUANTITY, of ->
                        (long) of.amount().signum()),
                Overload.member("isInteger", "quantity_is_integer", BOOL, QUANTITY, Quantity::isInteger),
                Overload.member("asInteger", "quantity_get_int", INT, QUANTITY, QuantityFunctions::asInteger),
                Overload.member(
                        "asApproximateFloat",
                        "quantity_get_float",
                        DOUBLE,
                        QUANTITY,
                        of -> of.amount().doubleValue()));
    }

    private static List<Overload> arithmetic() {
        CelType quantity = QUANTITY.type();
        Parameter<Long> integer = Parameter.INTEGER;
        return List.of(
                Overload.member("add", "quantity_add", quantity, QUANTITY, QUANTITY, Quantity::plus),
                Overload.member(
                        "add", "quantity_add_int", quantity, QUANTITY, integer, (of, number) -> of.plus(whole(number))),
                Overload.member("sub", "quantity_sub", quantity, QUANTITY, QUANTITY, Quantity::minus),
                Overload.member(
                        "sub",
                        "quantity_sub_int",
                        quantity,
                        QUANTITY,
                        integer,
                        (of, number) -> of.minus(whole(number))));
    }

    private static List<Overload> order() {
        return List.of(
                Overload.member(
                        "isLessThan",
                        "quantity_is_less_than",
                        BOOL,
                        QUANTITY,
                        QUANTITY,
                        (of, other) -> of.compareTo(other) < 0),
                Overload.member(
                        "isGreaterThan",
                        "quantity_is_greater_than",
                        BOOL,
                        QUANTITY,
                        QUANTITY,
                        (of, other) -> of.compareTo(other) > 0),
                Overload.member("compareTo", "quantity_compare_to", INT, QUANTITY, QUANTITY, (of, other) ->
                        (long) of.compareTo(other)));
    }

    private static Quantity require(String text) {
        return Quantity.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("quantities must match the regular expression "
                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
    }

    private static Quantity whole(Long number) {
        return new Quantity(BigDecimal.valueOf(number));
    }

    private static Object asInteger(Quantity quantity) {
        if (!quantity.isInteger()) {
            throw new IllegalArgumentException("cannot convert value to integer");
        }
        return quantity.amount().longValueExact();
    }
}
