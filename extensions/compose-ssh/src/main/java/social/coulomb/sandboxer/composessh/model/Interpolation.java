package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resolves `$VAR` and `${VAR…}` as the compose specification says, so that what is checked is what runs.
///
/// Variables come from the workspace's own `.env` alone, never from the host or from the program's environment.
final class Interpolation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int DEEPEST = 20;
    private static final int MOST_CHARACTERS = 1 << 22;

    private final Map<String, String> variables;
    private final Findings findings;
    private int characters;

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
            case TextNode text when text.textValue().indexOf('$') < 0 -> text;
            case TextNode text -> TextNode.valueOf(resolve(path, text.textValue(), 0));
            default -> node;
        };
    }

    private String resolve(String path, String text, int depth) {
        StringBuilder resolved = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            int dollar = text.indexOf('$', position);
            if (dollar < 0) {
                return resolved.append(text, position, text.length()).toString();
            }
            resolved.append(text, position, dollar);
            int before = resolved.length();
            position = replace(path, text, dollar + 1, depth, resolved);
            characters += resolved.length() - before;
            if (characters > MOST_CHARACTERS) {
                findings.add(path, "is too large with its variables written out");
                return "";
            }
        }
        return resolved.toString();
    }

    /// Appends what stands for the reference behind a dollar sign, and answers where the text goes on.
    private int replace(String path, String text, int start, int depth, StringBuilder resolved) {
        if (text.startsWith("$", start)) {
            resolved.append('$');
            return start + 1;
        }
        if (text.startsWith("{", start)) {
            int end = depth < DEEPEST ? closing(text, start + 1) : -1;
            if (end < 0) {
                findings.add(
                        path,
                        "has a '${' that does not end, or is nested too deeply: write $$ for a plain dollar sign");
                return text.length();
            }
            resolved.append(braced(path, text.substring(start + 1, end), depth));
            return end + 1;
        }
        Matcher name = NAME.matcher(text).region(start, text.length());
        if (name.lookingAt()) {
            resolved.append(variables.getOrDefault(name.group(), ""));
            return name.end();
        }
        findings.add(path, "has a '$' that starts no variable: write $$ for a plain dollar sign");
        return start;
    }

    /// Where the brace closes that was opened just before; -1 when it does not.
    private static int closing(String text, int start) {
        int open = 1;
        for (int index = start; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '{' && text.charAt(index - 1) == '$') {
                open++;
            } else if (character == '}' && --open == 0) {
                return index;
            }
        }
        return -1;
    }

    private String braced(String path, String inner, int depth) {
        Matcher name = NAME.matcher(inner);
        if (!name.lookingAt()) {
            findings.add(path, "has '${" + inner + "}', which names no variable");
            return "";
        }
        String value = variables.get(name.group());
        String rest = inner.substring(name.end());
        if (rest.isEmpty()) {
            return value == null ? "" : value;
        }
        boolean emptyCountsAsUnset = rest.startsWith(":");
        String operator = rest.substring(emptyCountsAsUnset ? 1 : 0);
        if (operator.isEmpty() || "-+?".indexOf(operator.charAt(0)) < 0) {
            findings.add(path, "has '${" + inner + "}', which no compose program reads");
            return "";
        }
        String word = operator.substring(1);
        boolean present = value != null && !(emptyCountsAsUnset && value.isEmpty());
        if (operator.startsWith("+")) {
            return present ? resolve(path, word, depth + 1) : "";
        }
        if (present && value != null) {
            return value;
        }
        if (operator.startsWith("-")) {
            return resolve(path, word, depth + 1);
        }
        findings.add(path, "needs variable " + name.group() + " (" + word + "): set it in the workspace's .env");
        return "";
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
