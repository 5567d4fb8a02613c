package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The schema of one kind, compiled: decides what an object of that kind may contain. Immutable and thread-safe.
public final class StructuralSchema {
    private final ObjectNode source;
    private final SchemaNode root;

    private StructuralSchema(ObjectNode source, SchemaNode root) {
        this.source = source;
        this.root = root;
    }

    /// Reads an `openAPIV3Schema`. The argument is copied.
    ///
    /// @throws SchemaInvalid when it is not a structural schema
    public static StructuralSchema compile(ObjectNode openApiV3Schema) throws SchemaInvalid {
        ObjectNode source = openApiV3Schema.deepCopy();
        return new StructuralSchema(source, SchemaReader.read(source));
    }

    /// The compiled tree.
    public SchemaNode root() {
        return root;
    }

    /// The schema as it was given, as a copy of its own.
    public ObjectNode source() {
        return source.deepCopy();
    }

    /// Removes undeclared fields, but never apiVersion, kind or metadata. Answers the paths of what was removed, such
    /// as
    /// `spec.ports[0].x`, sorted.
    public SortedSet<String> prune(ObjectNode object) {
        return Pruning.remove(object, root);
    }

    /// The paths that `prune` would remove; the object stays as it is.
    public SortedSet<String> unknownFields(ObjectNode object) {
        return Pruning.find(object, root);
    }

    /// Fills in defaults, and drops nulls where null is no value. Doing it twice changes nothing more.
    public void applyDefaults(ObjectNode object) {
        Defaulting.apply(object, root);
    }

    /// Checks a create (`old` is null) or an update. What was invalid before and has not changed is let through.
    ///
    /// @return the errors in a stable order; empty when the object is valid
    public List<FieldError> validate(ObjectNode object, @Nullable ObjectNode old) {
        return ValueValidation.validate(root, object, old);
    }
}
