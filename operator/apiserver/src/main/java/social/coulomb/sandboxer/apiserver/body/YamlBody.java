package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
import social.coulomb.sandboxer.apiserver.objects.RequestBody;

/// Reads YAML 1.1 as Kubernetes does. Keys that were given twice are remembered; the last one counts. For one use.
public final class YamlBody {

    private static final int MAXIMUM_DEPTH = 500;
    /// More than any body within the size limit needs; aliases could otherwise blow up a small one.
    private static final int MAXIMUM_NODES = 2_000_000;

    private final List<String> duplicates = new ArrayList<>();
    private int nodes;

    private YamlBody() {}

    /// Reads the first document.
    ///
    /// @throws MalformedBody when it is not YAML
    public static RequestBody read(byte[] bytes) throws MalformedBody {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAXIMUM_DEPTH);
        options.setCodePointLimit(bytes.length + 1);
        var reading = new YamlBody();
        try {
            var yaml = new Yaml(
                    new SafeConstructor(options),
                    new Representer(new DumperOptions()),
                    new DumperOptions(),
                    options,
                    new YamlScalar.Words());
            Node root = yaml.compose(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            JsonNode tree = root == null ? NullNode.instance : reading.value(root, 0);
            return new RequestBody(tree, reading.problems());
        } catch (MarkedYAMLException broken) {
            throw new MalformedBody(YamlComplaint.of(broken), broken);
        } catch (YAMLException broken) {
            throw new MalformedBody("yaml: " + broken.getMessage(), broken);
        }
    }

    private List<String> problems() {
        return duplicates.isEmpty() ? List.of() : List.of("yaml: unmarshal errors:\n" + String.join("\n", duplicates));
    }

    private JsonNode value(Node node, int depth) throws MalformedBody {
        nodes++;
        if (nodes > MAXIMUM_NODES || depth > MAXIMUM_DEPTH) {
            throw new MalformedBody("yaml: document contains excessive aliasing");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, depth);
            case SequenceNode sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(value(item, depth + 1));
                }
                yield array;
            }
            case ScalarNode scalar -> YamlScalar.value(scalar);
            default -> throw new MalformedBody("yaml: unknown anchor");
        };
    }

    private ObjectNode mapping(MappingNode mapping, int depth) throws MalformedBody {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!isMerge(entry.getKeyNode())) {
                String key = key(entry.getKeyNode());
                if (object.has(key)) {
                    int line = entry.getValueNode().getStartMark().getLine() + 1;
                    duplicates.add("  line " + line + ": key \"" + key + "\" already set in map");
                }
                object.set(key, value(entry.getValueNode(), depth + 1));
            }
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                merge(object, entry.getValueNode(), depth + 1);
            }
        }
        return object;
    }

    /// Takes over what another mapping has and this one does not state.
    private void merge(ObjectNode object, Node source, int depth) throws MalformedBody {
        if (source instanceof SequenceNode several) {
            for (Node one : several.getValue()) {
                merge(object, one, depth + 1);
            }
        } else if (value(source, depth) instanceof ObjectNode merged) {
            merged.properties().forEach(member -> {
                if (!object.has(member.getKey())) {
                    object.set(member.getKey(), member.getValue());
                }
            });
        } else {
            throw new MalformedBody("yaml: map merge requires map or sequence of maps as the value");
        }
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && YamlScalar.WORD.equals(scalar.getTag())
                && scalar.getValue().equals("<<");
    }

    private static String key(Node node) throws MalformedBody {
        if (node instanceof ScalarNode scalar) {
            return YamlScalar.value(scalar).asText();
        }
        throw new MalformedBody("yaml: invalid map key");
    }
}
