package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resolves `$VAR` and `${VAR…}` as the compose specification says, so that what is checked is what runs.
///
/// Variables come from the workspace's own `.env` alone, never from the host or from the program's environment.
final class Interpolation {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:(?<escaped>\\$)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|\\{(?<braced>[A-Za-z_][A-Za-z0-9_]*)"
                    + "(?:(?<operator>:?[-?+])(?<word>(?:[^{}$]|\\$\\{[^{}]*}|\\$[A-Za-z_])*))?}|(?<bad>))");

    private final Map<String, String> variables;
    private final Findings findings;

    Interpolation(Map<String, String> variables, Findings findings) {
        this.variables = Map.copyOf(variables);
        this.findings = findings;
    }

    /// A copy of the tree in which every string value is resolved. Keys stay as they are.
    JsonNode resolve(String path, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode resolved = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(entry ->
                                resolved.set(entry.getKey(), resolve(join(path, entry.getKey()), entry.getValue())));
                yield resolved;
            }
            case ArrayNode array -> {
                ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> resolved.add(resolve(path + "[" + resolved.size() + "]", item)));
                yield resolved;
            }
            case TextNode text -> TextNode.valueOf(resolve(path, text.textValue()));
            default -> node;
        };
    }

    private String resolve(String path, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(replacement(path, matcher)));
    }

    private String replacement(String path, Matcher match) {
        if (match.group("escaped") != null) {
            return "$";
        }
        if (match.group("bad") != null) {
            findings.add(path, "has a '$' that starts no variable: write $$ for a plain dollar sign");
            return "";
        }
        String name = match.group("name") != null ? match.group("name") : match.group("braced");
        String word = match.group("word");
        return substitute(path, name, match.group("operator"), word == null ? "" : resolve(path, word));
    }

    private String substitute(String path, String name, @Nullable String operator, String word) {
        String value = variables.get(name);
        if (operator == null) {
            return value == null ? "" : value;
        }
        boolean present = value != null && !(operator.startsWith(":") && value.isEmpty());
        return switch (operator.charAt(operator.length() - 1)) {
            case '-' -> present && value != null ? value : word;
            case '+' -> present ? word : "";
            default -> {
                if (present && value != null) {
                    yield value;
                }
                findings.add(path, "needs variable " + name + " (" + word + "): set it in the workspace's .env");
                yield "";
            }
        };
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
