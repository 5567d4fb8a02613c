package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/// Decides what an unquoted word of YAML means, as Kubernetes' reader does: `y` and `on` are true, `0o7` and `010` are
/// octal, times and `1:30` are texts, `2.0` is the whole number 2. Pure.
final class YamlScalar {

    /// What stands there without quotes and without being told what it is.
    static final Tag WORD = new Tag("!word");

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0x([0-9a-fA-F]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

    private YamlScalar() {}

    static JsonNode value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (!WORD.equals(scalar.getTag())) {
            return TextNode.valueOf(text);
        }
        if (TRUE.contains(text)) {
            return BooleanNode.TRUE;
        }
        if (FALSE.contains(text)) {
            return BooleanNode.FALSE;
        }
        if (NOTHING.contains(text)) {
            return NullNode.instance;
        }
        return number(text.replace("_", "")).orElseGet(() -> TextNode.valueOf(text));
    }

    /// Leaves it to this class what words mean. What is quoted, or told to be of some type, is a text to it.
    static final class Words extends Resolver {

        @Override
        protected void addImplicitResolvers() {}

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? WORD : super.resolve(kind, value, implicit);
        }
    }

    private static Optional<JsonNode> number(String text) {
        Matcher integer = INTEGER.matcher(text);
        if (integer.matches()) {
            return Optional.of(whole(integer));
        }
        if (!FLOAT.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            return Optional.empty();
        }
        return Optional.of(Numbers.of(value));
    }

    private static JsonNode whole(Matcher parts) {
        BigInteger magnitude = switch (parts) {
            case Matcher hex when hex.group(2) != null -> new BigInteger(hex.group(2), 16);
            case Matcher binary when binary.group(3) != null -> new BigInteger(binary.group(3), 2);
            case Matcher octal when octal.group(4) != null -> new BigInteger(octal.group(4), 8);
            default -> new BigInteger(parts.group(5));
        };
        return Numbers.of(parts.group(1).equals("-") ? magnitude.negate() : magnitude);
    }
}
