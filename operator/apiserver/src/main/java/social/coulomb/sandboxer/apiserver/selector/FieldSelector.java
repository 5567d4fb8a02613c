package social.coulomb.sandboxer.apiserver.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Chooses objects by the values of fields: `metadata.name=a,spec.color!=red`.
public final class FieldSelector {

    /// One condition on one field.
    ///
    /// @param equal whether the field has to have the value, or must not have it
    private record Term(String field, String value, boolean equal) {}

    /// Chooses every object.
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    private final List<Term> terms;

    private FieldSelector(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /// Reads a selector as it stands in a query.
    ///
    /// @throws StatusException 400 when it cannot be understood
    public static FieldSelector parse(String text) {
        var terms = new ArrayList<Term>();
        for (String part : splitAtCommas(text)) {
            if (!part.isEmpty()) {
                terms.add(term(text, part));
            }
        }
        return terms.isEmpty() ? EVERYTHING : new FieldSelector(terms);
    }

    /// The same selector over other field names.
    ///
    /// @param rename gives the new name; throws where a field cannot be selected by
    public FieldSelector renamed(UnaryOperator<String> rename) {
        return new FieldSelector(terms.stream()
                .map(term -> new Term(rename.apply(term.field), term.value, term.equal))
                .toList());
    }

    /// Whether an object is chosen.
    ///
    /// @param values gives the text of a field; empty for a missing one
    public boolean matches(Function<String, String> values) {
        for (Term term : terms) {
            if (values.apply(term.field).equals(term.value) != term.equal) {
                return false;
            }
        }
        return true;
    }

    /// The value that a field must have for an object to be chosen, where the selector says so.
    public Optional<String> required(String field) {
        return terms.stream()
                .filter(term -> term.equal && term.field.equals(field))
                .map(Term::value)
                .findFirst();
    }

    /// Whether the selector lets every object through.
    public boolean isEverything() {
        return terms.isEmpty();
    }

    private static Term term(String selector, String part) {
        for (int position = 0; position < part.length(); position++) {
            char c = part.charAt(position);
            if (c == '\\') {
                position++;
            } else if (part.startsWith("!=", position)) {
                return new Term(part.substring(0, position), unescaped(part.substring(position + 2)), false);
            } else if (c == '=') {
                int width = part.startsWith("==", position) ? 2 : 1;
                return new Term(part.substring(0, position), unescaped(part.substring(position + width)), true);
            }
        }
        throw refused("invalid selector: '" + selector + "'; can't understand '" + part + "'");
    }

    private static List<String> splitAtCommas(String text) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int position = 0; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '\\') {
                position++;
            } else if (c == ',') {
                parts.add(text.substring(start, position));
                start = position + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0 && value.indexOf('=') < 0) {
            return value;
        }
        var plain = new StringBuilder();
        for (int position = 0; position < value.length(); position++) {
            char c = value.charAt(position);
            if (c == '=') {
                throw refused("invalid field selector: unescaped character in value: '='");
            }
            if (c == '\\') {
                position++;
                if (position == value.length() || "\\,=".indexOf(value.charAt(position)) < 0) {
                    throw refused("invalid field selector: invalid escape sequence in value: '" + value + "'");
                }
            }
            plain.append(value.charAt(position));
        }
        return plain.toString();
    }

    private static StatusException refused(String message) {
        return ApiStatus.badRequest(message).asException();
    }
}
