package social.coulomb.sandboxer.apiserver.schema;

import org.jspecify.annotations.Nullable;

/// Where in an object a value stands. Kept as a chain, so that a path costs nothing until it is printed.
public final class FieldPath {
    /// The whole object.
    public static final FieldPath ROOT = new FieldPath(null, "");

    private final @Nullable FieldPath parent;
    private final String step;

    private FieldPath(@Nullable FieldPath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /// A member of an object.
    public FieldPath child(String name) {
        return new FieldPath(this, "." + name);
    }

    /// A member of a map, whose names are data.
    public FieldPath key(String name) {
        return new FieldPath(this, "[" + name + "]");
    }

    /// An item of a list.
    public FieldPath index(int position) {
        return new FieldPath(this, "[" + position + "]");
    }

    public boolean isRoot() {
        return parent == null;
    }

    /// The path as clients see it; `<nil>` for the whole object.
    public String name() {
        return isRoot() ? FieldError.NO_FIELD : toString();
    }

    /// The path as it stands inside messages; empty for the whole object.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return !text.isEmpty() && text.charAt(0) == '.' ? text.substring(1) : text.toString();
    }

    private void append(StringBuilder text) {
        if (parent != null) {
            parent.append(text);
            text.append(step);
        }
    }
}
