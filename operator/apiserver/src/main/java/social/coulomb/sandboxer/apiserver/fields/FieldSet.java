package social.coulomb.sandboxer.apiserver.fields;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A set of fields of one object. A field and what lies below it are separate elements. Immutable.
final class FieldSet {
    static final FieldSet EMPTY = new FieldSet(new TreeSet<>(), new TreeMap<>());

    private final SortedSet<PathElement> members;
    private final SortedMap<PathElement, FieldSet> children;

    /// Takes over its arguments; children must not be empty sets.
    private FieldSet(SortedSet<PathElement> members, SortedMap<PathElement, FieldSet> children) {
        this.members = Collections.unmodifiableSortedSet(members);
        this.children = Collections.unmodifiableSortedMap(children);
    }

    static FieldSet of(FieldPath... paths) {
        var builder = new Builder();
        for (FieldPath path : paths) {
            builder.add(path);
        }
        return builder.build();
    }

    /// The elements that end here.
    SortedSet<PathElement> members() {
        return members;
    }

    /// The sets of what lies below.
    SortedMap<PathElement, FieldSet> children() {
        return children;
    }

    FieldSet child(PathElement element) {
        return children.getOrDefault(element, EMPTY);
    }

    boolean isEmpty() {
        return members.isEmpty() && children.isEmpty();
    }

    boolean contains(FieldPath path) {
        FieldPath parent = path.parent();
        PathElement last = path.last();
        return parent != null && last != null && at(parent).members.contains(last);
    }

    /// What lies below a path, the path itself left out.
    FieldSet at(FieldPath path) {
        FieldPath parent = path.parent();
        PathElement last = path.last();
        return parent == null || last == null ? this : at(parent).child(last);
    }

    /// Every element, parents before what is below them.
    Stream<FieldPath> paths() {
        return paths(FieldPath.ROOT);
    }

    private Stream<FieldPath> paths(FieldPath prefix) {
        return Stream.concat(
                members.stream().map(prefix::step),
                children.entrySet().stream().flatMap(child -> child.getValue().paths(prefix.step(child.getKey()))));
    }

    FieldSet union(FieldSet other) {
        SortedSet<PathElement> both = new TreeSet<>(members);
        both.addAll(other.members);
        SortedMap<PathElement, FieldSet> below = new TreeMap<>(children);
        other.children.forEach((element, set) -> below.merge(element, set, FieldSet::union));
        return new FieldSet(both, below);
    }

    FieldSet intersection(FieldSet other) {
        SortedSet<PathElement> both = new TreeSet<>(members);
        both.retainAll(other.members);
        var below = new TreeMap<PathElement, FieldSet>();
        children.forEach((element, set) -> putUnlessEmpty(below, element, set.intersection(other.child(element))));
        return new FieldSet(both, below);
    }

    /// Without the other's elements; what lies below those stays.
    FieldSet difference(FieldSet other) {
        SortedSet<PathElement> left = new TreeSet<>(members);
        left.removeAll(other.members);
        var below = new TreeMap<PathElement, FieldSet>();
        children.forEach((element, set) -> putUnlessEmpty(below, element, set.difference(other.child(element))));
        return new FieldSet(left, below);
    }

    /// Without the other's elements and everything below them.
    FieldSet recursiveDifference(FieldSet other) {
        SortedSet<PathElement> left = new TreeSet<>(members);
        left.removeAll(other.members);
        var below = new TreeMap<PathElement, FieldSet>();
        children.forEach((element, set) -> {
            if (!other.members.contains(element)) {
                putUnlessEmpty(below, element, set.recursiveDifference(other.child(element)));
            }
        });
        return new FieldSet(left, below);
    }

    private static void putUnlessEmpty(SortedMap<PathElement, FieldSet> sets, PathElement element, FieldSet set) {
        if (!set.isEmpty()) {
            sets.put(element, set);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && members.equals(set.members) && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(members.size(), children.size());
    }

    @Override
    public String toString() {
        return String.join("\n", paths().map(FieldPath::toString).toList());
    }

    /// Collects elements for a set.
    static final class Builder {
        private final SortedSet<PathElement> members = new TreeSet<>();
        private final SortedMap<PathElement, Builder> children = new TreeMap<>();

        /// Adds one field. The root is owned by nobody and is left out.
        void add(FieldPath path) {
            FieldPath parent = path.parent();
            PathElement last = path.last();
            if (parent != null && last != null) {
                at(parent).members.add(last);
            }
        }

        /// Adds an element at the level of this builder.
        void add(PathElement element) {
            members.add(element);
        }

        /// Adds a whole set below an element.
        void addBelow(PathElement element, FieldSet set) {
            Builder child = below(element);
            child.members.addAll(set.members);
            set.children.forEach(child::addBelow);
        }

        private Builder at(FieldPath path) {
            FieldPath parent = path.parent();
            PathElement last = path.last();
            return parent == null || last == null ? this : at(parent).below(last);
        }

        private Builder below(PathElement element) {
            return children.computeIfAbsent(element, ignored -> new Builder());
        }

        FieldSet build() {
            var below = new TreeMap<PathElement, FieldSet>();
            children.forEach((element, child) -> putUnlessEmpty(below, element, child.build()));
            return new FieldSet(new TreeSet<>(members), below);
        }
    }
}
