package social.coulomb.sandboxer.apiserver.schema;

import java.util.List;
import java.util.stream.Collectors;

/// A schema cannot be used. The paths are relative to the schema: `properties[spec].type`.
public final class SchemaInvalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public SchemaInvalid(List<FieldError> errors) {
        super(errors.stream().map(FieldError::line).collect(Collectors.joining(", ")));
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
