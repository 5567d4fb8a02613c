package social.coulomb.sandboxer.apiserver.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.UINT;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `isSorted`, `sum`, `min`, `max`, `indexOf` and `lastIndexOf` of lists.
final class ListFunctions {
    private static final Comparator<Object> ORDER = ListFunctions::compare;

    private ListFunctions() {}

    static List<Overload> all() {
        var items = Parameter.listOf(Parameter.ANY_TYPE);
        CelType item = Parameter.ANY_TYPE;
        List<Overload> overloads = new ArrayList<>(List.of(
                Overload.member("isSorted", "list_is_sorted", BOOL, items, ListFunctions::isSorted),
                Overload.member("min", "list_min", item, items, list -> smallest(list, ORDER, "min")),
                Overload.member("max", "list_max", item, items, list -> smallest(list, ORDER.reversed(), "max")),
                Overload.member("indexOf", "list_index_of", INT, items, Parameter.ANYTHING, (list, value) ->
                        (long) list.indexOf(value)),
                Overload.member("lastIndexOf", "list_last_index_of", INT, items, Parameter.ANYTHING, (list, value) ->
                        (long) list.lastIndexOf(value))));
        overloads.addAll(List.of(
                Overload.member("sum", "list_int_sum", INT, Parameter.listOf(INT), list -> total(list, 0L)),
                Overload.member(
                        "sum", "list_uint_sum", UINT, Parameter.listOf(UINT), list -> total(list, UnsignedLong.ZERO)),
                Overload.member("sum", "list_double_sum", DOUBLE, Parameter.listOf(DOUBLE), list -> total(list, 0.0)),
                Overload.member(
                        "sum",
                        "list_duration_sum",
                        DURATION,
                        Parameter.listOf(DURATION),
                        list -> total(list, Duration.ZERO))));
        return overloads;
    }

    private static Object total(List<?> list, Object zero) {
        Object total = zero;
        for (Object value : list) {
            total = add(total, value);
        }
        return total;
    }

    private static Object add(Object total, Object value) {
        if (total instanceof Long left && value instanceof Long right) {
            return Math.addExact(left, right);
        }
        if (total instanceof UnsignedLong left && value instanceof UnsignedLong right) {
            return left.plus(right);
        }
        if (total instanceof Duration left && value instanceof Duration right) {
            return left.plus(right);
        }
        if (total instanceof Double left && value instanceof Double right) {
            return left + right;
        }
        throw new IllegalArgumentException("no such overload: sum");
    }

    private static boolean isSorted(List<?> list) {
        for (int position = 1; position < list.size(); position++) {
            if (compare(list.get(position - 1), list.get(position)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object smallest(List<?> list, Comparator<Object> order, String function) {
        Optional<?> smallest = list.stream().min(order);
        if (smallest.isEmpty()) {
            throw new IllegalArgumentException(function + " called on empty list");
        }
        return smallest.get();
    }

    private static int compare(Object left, Object right) {
        if (left instanceof CelByteString first && right instanceof CelByteString second) {
            return CelByteString.unsignedLexicographicalComparator().compare(first, second);
        }
        if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
            @SuppressWarnings("unchecked")
            Comparable<Object> comparable = (Comparable<Object>) left;
            return comparable.compareTo(right);
        }
        throw new IllegalArgumentException("list elements must be comparable");
    }
}
