package social.coulomb.sandboxer.apiserver.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/// Reads the `fieldPath` of a rule: `.spec.min` or `['x-y']`.
final class RuleFieldPath {
    private static final Pattern STEP = Pattern.compile("^(?:\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)*)'\\])");

    private RuleFieldPath() {}

    /// The path as it appears in errors; empty when no such field is declared at this place.
    static Optional<String> resolve(String text, SchemaNode place) {
        FieldPath path = FieldPath.ROOT;
        SchemaNode current = place;
        String rest = text;
        while (!rest.isEmpty()) {
            Matcher step = STEP.matcher(rest);
            if (!step.find()) {
                return Optional.empty();
            }
            String name = step.group(1) != null ? step.group(1) : step.group(2).replaceAll("\\\\(.)", "$1");
            Optional<SchemaNode> next = current.member(name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            path = current.property(name).isPresent() ? path.child(name) : path.key(name);
            current = next.get();
            rest = rest.substring(step.end());
        }
        return Optional.of(path.toString());
    }
}
