package social.coulomb.sandboxer.apiserver.schema;

import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.format.Formats;

/// Checks of strings: of several, the first that fails is reported.
final class TextChecks {
    private TextChecks() {}

    static Optional<FieldError> check(SchemaNode schema, String text, FieldPath path) {
        long length = text.codePointCount(0, text.length());
        return schema.constraints().stream()
                .map(constraint -> violation(constraint, text, length, path))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The format is checked apart, because it is reported beside the others.
    static Optional<FieldError> format(SchemaNode schema, String text, FieldPath path) {
        String format = schema.format();
        boolean numeric = schema.type() == SchemaType.INTEGER || schema.type() == SchemaType.NUMBER;
        return numeric || Formats.accepts(format, text)
                ? Optional.empty()
                : Optional.of(TypeCheck.error(path, format, text));
    }

    private static Optional<FieldError> violation(Constraint constraint, String text, long length, FieldPath path) {
        return switch (constraint) {
            case Constraint.MaximumLength(long bound)
            when length > bound -> Optional.of(FieldError.tooLong(path.name(), bound));
            case Constraint.MinimumLength(long bound)
            when length < bound -> Optional.of(invalid(text, path, "be at least " + bound + " chars long"));
            case Constraint.Matching matching
            when !matching.pattern().matcher(text).find() ->
                Optional.of(invalid(text, path, "match '" + matching.pattern().pattern() + "'"));
            default -> Optional.empty();
        };
    }

    private static FieldError invalid(String text, FieldPath path, String requirement) {
        return FieldError.invalid(path.name(), GoText.quote(text), path + " in body should " + requirement);
    }
}
