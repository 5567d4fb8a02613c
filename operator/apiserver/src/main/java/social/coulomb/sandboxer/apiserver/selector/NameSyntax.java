package social.coulomb.sandboxer.apiserver.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/// What names, label keys and label values may look like, with the texts that Kubernetes refuses them with.
///
/// Every check answers a list of objections; empty means accepted. The checks are linear in the length of the
/// text.
public final class NameSyntax {

    private static final int SUBDOMAIN_LIMIT = 253;
    private static final int LABEL_LIMIT = 63;

    private static final String QUALIFIED = " must consist of alphanumeric characters, '-', '_' or '.', and must start"
            + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
            + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String LABEL_VALUE = "a valid label must be an empty string or consist of alphanumeric"
            + " characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', "
            + " or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private static final String SUBDOMAIN = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
            + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
            + " used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final String DNS_LABEL = "a lowercase RFC 1123 label must consist of lower case alphanumeric"
            + " characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
            + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private static final String CONFIG_KEY = "a valid config key must consist of alphanumeric characters, '-', '_' or"
            + " '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
            + " '[-._a-zA-Z0-9]+')";

    private NameSyntax() {}

    /// The name of most objects: `example.com`.
    public static List<String> subdomain(String value) {
        var objections = new ArrayList<String>();
        refuseLonger(value, SUBDOMAIN_LIMIT, "", objections);
        if (!isSubdomain(value)) {
            objections.add(SUBDOMAIN);
        }
        return objections;
    }

    /// The name of a namespace: `my-name`.
    public static List<String> dnsLabel(String value) {
        var objections = new ArrayList<String>();
        refuseLonger(value, LABEL_LIMIT, "", objections);
        if (!isDnsLabel(value)) {
            objections.add(DNS_LABEL);
        }
        return objections;
    }

    /// The key of a label, an annotation or a finalizer: `example.com/MyName`, the prefix may be missing.
    public static List<String> qualifiedName(String value) {
        String[] parts = value.split("/", -1);
        if (parts.length > 2) {
            return List.of("a qualified name" + QUALIFIED
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        var objections = new ArrayList<String>();
        if (parts.length == 2 && parts[0].isEmpty()) {
            objections.add("prefix part must be non-empty");
        } else if (parts.length == 2) {
            subdomain(parts[0]).forEach(objection -> objections.add("prefix part " + objection));
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            objections.add("name part must be non-empty");
        } else {
            refuseLonger(name, LABEL_LIMIT, "name part ", objections);
        }
        if (!isLabelText(name)) {
            objections.add("name part" + QUALIFIED);
        }
        return objections;
    }

    /// The key of an annotation, whose case does not matter.
    public static List<String> annotationKey(String value) {
        return qualifiedName(value.toLowerCase(Locale.ROOT));
    }

    /// The value of a label; may be empty.
    public static List<String> labelValue(String value) {
        var objections = new ArrayList<String>();
        refuseLonger(value, LABEL_LIMIT, "", objections);
        if (!value.isEmpty() && !isLabelText(value)) {
            objections.add(LABEL_VALUE);
        }
        return objections;
    }

    /// A key of a ConfigMap or Secret.
    public static List<String> configKey(String value) {
        var objections = new ArrayList<String>();
        refuseLonger(value, SUBDOMAIN_LIMIT, "", objections);
        if (value.isEmpty() || !value.chars().allMatch(NameSyntax::isLabelCharacter)) {
            objections.add(CONFIG_KEY);
        }
        if (value.equals(".") || value.equals("..")) {
            objections.add("must not be '" + value + "'");
        } else if (value.startsWith("..")) {
            objections.add("must not start with '..'");
        }
        return objections;
    }

    private static void refuseLonger(String value, int limit, String prefix, List<String> objections) {
        if (value.length() > limit) {
            objections.add(prefix + "must be no more than " + limit + " characters");
        }
    }

    private static boolean isSubdomain(String value) {
        for (String label : value.split("\\.", -1)) {
            if (!isDnsLabel(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDnsLabel(String value) {
        return isEnclosed(value, NameSyntax::isLowerAlphanumeric, c -> isLowerAlphanumeric(c) || c == '-');
    }

    private static boolean isLabelText(String value) {
        return isEnclosed(value, NameSyntax::isAlphanumeric, NameSyntax::isLabelCharacter);
    }

    private static boolean isEnclosed(String value, IntPredicate ends, IntPredicate middle) {
        return !value.isEmpty()
                && ends.test(value.charAt(0))
                && ends.test(value.charAt(value.length() - 1))
                && value.chars().allMatch(middle);
    }

    private static boolean isLabelCharacter(int c) {
        return isAlphanumeric(c) || c == '-' || c == '_' || c == '.';
    }

    private static boolean isAlphanumeric(int c) {
        return isLowerAlphanumeric(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLowerAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
