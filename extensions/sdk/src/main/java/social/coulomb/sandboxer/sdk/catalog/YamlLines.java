package social.coulomb.sandboxer.sdk.catalog;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Finds where a field stands in a YAML text. Jackson's own locations are those of its read-ahead, not of the
/// field.
final class YamlLines {

    private final @Nullable Node root;

    YamlLines(String text) {
        root = compose(text);
    }

    /// The 1-based line of the deepest part of the dotted path that is there; 0 when none is.
    int lineOf(String path) {
        Node node = root;
        int line = 0;
        for (String step : path.split("[.\\[]", -1)) {
            Optional<NodeTuple> tuple = tuple(node, step);
            if (tuple.isEmpty()) {
                return line;
            }
            line = tuple.get().getKeyNode().getStartMark().getLine() + 1;
            node = tuple.get().getValueNode();
        }
        return line;
    }

    private static Optional<NodeTuple> tuple(@Nullable Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst();
    }

    private static @Nullable Node compose(String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (YAMLException e) {
            return null;
        }
    }
}
