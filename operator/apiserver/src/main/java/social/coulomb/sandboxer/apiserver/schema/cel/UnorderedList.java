package social.coulomb.sandboxer.apiserver.schema.cel;

import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// The items of a set or of a keyed list: they have positions, but two such lists are equal in whatever order
/// they are.
///
/// The runtime keeps only lists with random access as they are; it would copy others, and their equality would
/// be lost.
public final class UnorderedList extends AbstractList<Object> implements RandomAccess {
    private final List<Object> items;

    public UnorderedList(List<Object> items) {
        this.items = List.copyOf(items);
    }

    @Override
    public Object get(int position) {
        return items.get(position);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof List<?> list
                && list.size() == size()
                && new HashSet<>(items).equals(new HashSet<Object>(list));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(items).hashCode();
    }
}
