package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// `==` and `!=`, which for sets and keyed lists do not regard the order.
final class Equality {
    private final RuntimeEquality ordinary;

    Equality(CelOptions options) {
        this.ordinary = RuntimeEquality.create(RuntimeHelpers.create(), options);
    }

    @SuppressWarnings("Immutable") // The ordinary equality has no state, but does not say so.
    List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "_==_", CelFunctionBinding.from("equals", Object.class, Object.class, this::isSame)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "_!=_",
                CelFunctionBinding.from(
                        "not_equals", Object.class, Object.class, (left, right) -> !isSame(left, right))));
        return bindings;
    }

    private boolean isSame(Object left, Object right) {
        if (left instanceof UnorderedList || right instanceof UnorderedList) {
            return left instanceof UnorderedList ? left.equals(right) : right.equals(left);
        }
        if (left instanceof List<?> first && right instanceof List<?> second) {
            return first.size() == second.size() && haveSameItems(first, second);
        }
        if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
            return first.size() == second.size() && haveSameMembers(first, second);
        }
        return ordinary.objectEquals(left, right);
    }

    private boolean haveSameItems(List<?> left, List<?> right) {
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!isSame(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean haveSameMembers(Map<?, ?> left, Map<?, ?> right) {
        return left.entrySet().stream()
                .allMatch(member -> ordinary.findInMap(right, member.getKey())
                        .filter(value -> isSame(member.getValue(), value))
                        .isPresent());
    }
}
