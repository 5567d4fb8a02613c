package social.coulomb.sandboxer.apiserver.fields;

import org.jspecify.annotations.Nullable;

/// The way from the root of an object to one of its fields. Paths share their beginnings, so a step further is
/// cheap.
final class FieldPath {
    static final FieldPath ROOT = new FieldPath(null, null);

    private final @Nullable FieldPath parent;
    private final @Nullable PathElement last;

    private FieldPath(@Nullable FieldPath parent, @Nullable PathElement last) {
        this.parent = parent;
        this.last = last;
    }

    static FieldPath of(String... names) {
        FieldPath path = ROOT;
        for (String name : names) {
            path = path.member(name);
        }
        return path;
    }

    FieldPath step(PathElement element) {
        return new FieldPath(this, element);
    }

    FieldPath member(String name) {
        return step(new PathElement.Member(name));
    }

    /// The path one step up; null at the root.
    @Nullable
    FieldPath parent() {
        return parent;
    }

    /// The last step; null at the root.
    @Nullable
    PathElement last() {
        return last;
    }

    /// As conflicts show it, such as `.spec.ports[name="http"].number`; empty for the root.
    @Override
    public String toString() {
        return parent == null ? "" : parent.toString() + last;
    }
}
