package social.coulomb.sandboxer.apiserver.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Reads label selectors, token by token, with the error texts of Kubernetes. For one use.
final class LabelSelectorParser {

    private static final Set<String> OPERATORS = Set.of("=", "==", "!=", ">", "<", "in", "notin");
    private static final String OPERATOR_LIST = "in, notin, =, ==, !=, gt, lt";

    private final List<LabelToken> tokens;
    private int position;

    LabelSelectorParser(String text) {
        this.tokens = LabelToken.split(text);
    }

    List<LabelRequirement> parse() {
        var requirements = new ArrayList<LabelRequirement>();
        while (!peek().isEnd()) {
            LabelToken start = peek();
            if (!start.isWord() && !start.is("!")) {
                throw refused("found '" + start.text() + "', expected: !, identifier, or 'end of string'");
            }
            requirements.add(requirement());
            LabelToken separator = next();
            if (separator.isEnd()) {
                break;
            }
            if (!separator.is(",")) {
                throw refused("found '" + separator.text() + "', expected: ',' or 'end of string'");
            }
            LabelToken following = peek();
            if (!following.isWord() && !following.is("!")) {
                throw refused("found '" + following.text() + "', expected: identifier after ','");
            }
        }
        return requirements;
    }

    private LabelRequirement requirement() {
        boolean unwanted = peek().is("!");
        if (unwanted) {
            next();
        }
        LabelToken key = next();
        if (!key.isWord()) {
            throw refused("found '" + key.text() + "', expected: identifier");
        }
        accept("key", key.text(), NameSyntax.qualifiedName(key.text()));
        if (unwanted || peek().isEnd() || peek().is(",")) {
            return new LabelRequirement.Presence(key.text(), !unwanted);
        }
        String operator = operator();
        return switch (operator) {
            case "in" -> new LabelRequirement.In(key.text(), checkedValues(key.text(), valueList()));
            case "notin" -> new LabelRequirement.NotIn(key.text(), checkedValues(key.text(), valueList()));
            case "!=" -> new LabelRequirement.NotIn(key.text(), checkedValues(key.text(), Set.of(exactValue())));
            case ">", "<" -> new LabelRequirement.Beyond(key.text(), bound(exactValue()), operator.equals(">"));
            default -> new LabelRequirement.In(key.text(), checkedValues(key.text(), Set.of(exactValue())));
        };
    }

    private String operator() {
        LabelToken token = next();
        if (!OPERATORS.contains(token.text()) || token.isEnd()) {
            throw refused("found '" + token.text() + "', expected: " + OPERATOR_LIST);
        }
        return token.text();
    }

    private String exactValue() {
        if (peek().isEnd() || peek().is(",")) {
            return "";
        }
        LabelToken token = next();
        if (!token.isWord()) {
            throw refused("found '" + token.text() + "', expected: identifier");
        }
        return token.text();
    }

    private Set<String> valueList() {
        LabelToken open = next();
        if (!open.is("(")) {
            throw refused("found '" + open.text() + "' expected: '('");
        }
        var values = new TreeSet<String>();
        while (true) {
            values.add(listedValue());
            LabelToken after = next();
            if (after.is(")")) {
                return values;
            }
            if (!after.is(",")) {
                throw refused("found '" + after.text() + "', expected: ',' or ')'");
            }
        }
    }

    /// A value of a list; nothing between two commas is the empty one.
    private String listedValue() {
        LabelToken token = peek();
        if (token.isWord()) {
            return next().text();
        }
        if (token.is(",") || token.is(")")) {
            return "";
        }
        throw refused("found '" + token.text() + "', expected: ',', or identifier");
    }

    private static long bound(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw refused("values[0]: Invalid value: \"" + value
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
        }
    }

    private static Set<String> checkedValues(String key, Set<String> values) {
        int index = 0;
        for (String value : values) {
            accept("values[" + index + "][" + key + "]", value, NameSyntax.labelValue(value));
            index++;
        }
        return Set.copyOf(values);
    }

    private static void accept(String field, String value, List<String> objections) {
        if (!objections.isEmpty()) {
            throw refused(field + ": Invalid value: \"" + value + "\": " + String.join("; ", objections));
        }
    }

    private LabelToken peek() {
        return tokens.get(position);
    }

    private LabelToken next() {
        LabelToken token = tokens.get(position);
        if (!token.isEnd()) {
            position++;
        }
        return token;
    }

    private static StatusException refused(String objection) {
        return ApiStatus.badRequest("unable to parse requirement: " + objection).asException();
    }
}
