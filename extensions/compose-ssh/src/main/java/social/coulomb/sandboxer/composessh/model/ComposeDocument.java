package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/// Reads a compose file as YAML with anchors and merge keys, as the compose programs do, within bounds.
final class ComposeDocument {

    private static final int LARGEST_FILE = 1 << 20;
    private static final int MOST_ALIASES = 200;
    private static final int MOST_NODES = 100_000;
    private static final int MOST_CHARACTERS = 1 << 22;
    private static final int DEEPEST = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String name;
    private int nodes;
    private long characters;

    private ComposeDocument(String name) {
        this.name = name;
    }

    /// @param name the file's path in the workspace, for messages
    /// @throws ComposeRefused when the text is no YAML mapping, with the line
    static ObjectNode parse(String name, String text) throws ComposeRefused {
        if (text.length() > LARGEST_FILE) {
            throw new ComposeRefused(name, "is larger than " + LARGEST_FILE + " characters");
        }
        ComposeDocument document = new ComposeDocument(name);
        if (document.tree(document.load(text), 0) instanceof ObjectNode object) {
            return object;
        }
        throw new ComposeRefused(name, "is not a compose file: its top must be a mapping with 'services'");
    }

    private @Nullable Object load(String text) throws ComposeRefused {
        try {
            Node root = yaml().compose(new StringReader(text));
            if (root != null) {
                requirePlainKeys(root, Collections.newSetFromMap(new IdentityHashMap<>()));
            }
            return yaml().load(text);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new ComposeRefused(name + ":" + line, "is not YAML: " + e.getProblem());
        } catch (YAMLException | IllegalArgumentException e) {
            // The latter for what is tagged as a number and is none.
            throw new ComposeRefused(name, "cannot be read: " + e.getMessage());
        }
    }

    /// Written out, so that one thing that many aliases name counts as often as it would be read.
    private JsonNode tree(@Nullable Object value, int depth) throws ComposeRefused {
        characters += value instanceof String text ? text.length() : 0;
        if (depth > DEEPEST || ++nodes > MOST_NODES || characters > MOST_CHARACTERS) {
            throw new ComposeRefused(name, "is nested too deeply, or its aliases make it too large");
        }
        return switch (value) {
            case null -> JSON.nullNode();
            case Map<?, ?> map -> {
                ObjectNode object = JSON.objectNode();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    object.set(String.valueOf(entry.getKey()), tree(entry.getValue(), depth + 1));
                }
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode();
                for (Object item : list) {
                    array.add(tree(item, depth + 1));
                }
                yield array;
            }
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case BigInteger number -> JSON.numberNode(number);
            case Double number when Double.isFinite(number) -> JSON.numberNode(BigDecimal.valueOf(number));
            case String text -> JSON.textNode(text);
            default -> throw new ComposeRefused(name, "has a value of a kind that compose files do not have");
        };
    }

    /// Keys are single values: to compare keys that are built of aliases takes exponential time.
    private static void requirePlainKeys(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> requirePlainKeys(item, seen));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode)) {
                    throw new YAMLException("a key is a list or a mapping");
                }
                requirePlainKeys(entry.getValueNode(), seen);
            }
        }
    }

    private static Yaml yaml() {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setAllowDuplicateKeys(false);
        bounds.setAllowRecursiveKeys(false);
        bounds.setMaxAliasesForCollections(MOST_ALIASES);
        bounds.setNestingDepthLimit(DEEPEST);
        bounds.setCodePointLimit(LARGEST_FILE);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(bounds), new Representer(unused), unused, bounds, new CompactYamlTypes());
    }
}
