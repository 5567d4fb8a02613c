package social.coulomb.sandboxer.apiserver.schema.cel;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names under which expressions reach fields whose own names are no identifiers: `x-y` becomes
/// `x__dash__y`.
public final class FieldNames {
    private static final Pattern ESCAPABLE = Pattern.compile("[a-zA-Z_./-][a-zA-Z0-9_./-]*");
    private static final Pattern SPECIAL = Pattern.compile("__|[./-]");
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private FieldNames() {}

    /// Empty when the field cannot be reached at all.
    public static Optional<String> escaped(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("__" + name + "__");
        }
        if (!ESCAPABLE.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                SPECIAL.matcher(name).replaceAll(special -> Matcher.quoteReplacement(replacement(special.group()))));
    }

    private static String replacement(String special) {
        return switch (special) {
            case "." -> "__dot__";
            case "-" -> "__dash__";
            case "/" -> "__slash__";
            default -> "__underscores__";
        };
    }
}
