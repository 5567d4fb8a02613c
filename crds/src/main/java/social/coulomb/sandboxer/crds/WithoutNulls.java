package social.coulomb.sandboxer.crds;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Unchangeable copies of what was read: what is absent is empty, and holes from a damaged object are left out.
public final class WithoutNulls {

    private WithoutNulls() {}

    public static <T> List<T> list(@Nullable List<T> read) {
        return read == null ? List.of() : read.stream().filter(Objects::nonNull).toList();
    }

    public static Map<String, String> map(@Nullable Map<String, String> read) {
        return read == null
                ? Map.of()
                : read.entrySet().stream()
                        .filter(entry -> entry.getKey() != null && entry.getValue() != null)
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
