package social.coulomb.sandboxer.apiserver.schema.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The formats that rules can name: names of objects and labels, and a few formats of schemas.
public enum NamedFormat {
    DNS_1123_LABEL("dns1123Label", 63, Patterns.LABEL),
    DNS_1123_SUBDOMAIN("dns1123Subdomain", 253, Patterns.SUBDOMAIN),
    DNS_1035_LABEL("dns1035Label", 63, "[a-z]([-a-z0-9]*[a-z0-9])?"),
    DNS_1123_LABEL_PREFIX("dns1123LabelPrefix", 63, Patterns.LABEL + "-?"),
    DNS_1123_SUBDOMAIN_PREFIX("dns1123SubdomainPrefix", 253, Patterns.SUBDOMAIN + "-?"),
    DNS_1035_LABEL_PREFIX("dns1035LabelPrefix", 63, "[a-z]([-a-z0-9]*[a-z0-9])?-?"),
    QUALIFIED_NAME("qualifiedName", 317, "(" + Patterns.SUBDOMAIN + "/)?" + Patterns.NAME),
    LABEL_VALUE("labelValue", 63, "(" + Patterns.NAME + ")?"),
    URI("uri", text -> Formats.accepts("uri", text)),
    UUID("uuid", text -> Formats.accepts("uuid", text)),
    BYTE("byte", text -> Formats.accepts("byte", text)),
    DATE("date", text -> Formats.accepts("date", text)),
    DATE_TIME("datetime", text -> Formats.accepts("date-time", text));

    private final String formatName;

    @SuppressWarnings("ImmutableEnumChecker") // The predicates have no state.
    private final Predicate<String> valid;

    NamedFormat(String formatName, int longest, String expression) {
        this(formatName, bounded(longest, Pattern.compile(expression)));
    }

    NamedFormat(String formatName, Predicate<String> valid) {
        this.formatName = formatName;
        this.valid = valid;
    }

    /// The name in rules, such as `dns1123Label`.
    public String formatName() {
        return formatName;
    }

    /// What is wrong with the text; empty when nothing is.
    public List<String> problems(String text) {
        return valid.test(text) ? List.of() : List.of("must be a valid " + formatName);
    }

    /// Empty when there is no such format.
    public static Optional<NamedFormat> named(String formatName) {
        return Arrays.stream(values())
                .filter(format -> format.formatName.equals(formatName))
                .findFirst();
    }

    private static Predicate<String> bounded(int longest, Pattern pattern) {
        return text -> text.length() <= longest && pattern.matcher(text).matches();
    }

    /// Enum constants cannot refer to constants of their own class.
    private static final class Patterns {
        private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
        private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
        private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    }
}
