package social.coulomb.sandboxer.sdk.catalog;

import java.io.StringReader;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Finds where a field stands in a YAML text. Jackson's own locations are those of its read-ahead, not of the
/// field.
final class YamlLines {

    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,6})\\]|[^.\\[\\]]+");

    private final String text;
    private final @Nullable Node root;

    YamlLines(String text) {
        this.text = text;
        root = compose(text);
    }

    /// The 1-based line of the deepest part of a path such as `route.extensions[1]` that is there; 0 when none is.
    int lineOf(String path) {
        return find(path).line();
    }

    /// Whether there is something at this path, if only null.
    boolean has(String path) {
        return find(path).isWhole();
    }

    /// @param line of the deepest part that is there
    /// @param isWhole whether that part is the last one
    private record Found(int line, boolean isWhole) {}

    private Found find(String path) {
        Node node = root;
        int line = 0;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            Optional<Place> place = step.group(1) == null
                    ? inMapping(node, step.group())
                    : inSequence(node, Integer.parseInt(step.group(1)));
            if (place.isEmpty()) {
                return new Found(line, false);
            }
            line = lineOf(place.get().mark());
            node = place.get().value();
        }
        return new Found(line, true);
    }

    /// The line of the first alias, which stands for something written elsewhere in the file.
    OptionalInt lineOfAlias() {
        try {
            for (Event event : new Yaml().parse(new StringReader(text))) {
                if (event instanceof AliasEvent alias) {
                    return OptionalInt.of(lineOf(alias.getStartMark()));
                }
            }
        } catch (YAMLException e) {
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    private record Place(Mark mark, Node value) {}

    private static Optional<Place> inMapping(@Nullable Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst()
                .map(YamlLines::place);
    }

    private static Place place(NodeTuple tuple) {
        return new Place(tuple.getKeyNode().getStartMark(), tuple.getValueNode());
    }

    private static Optional<Place> inSequence(@Nullable Node node, int index) {
        return node instanceof SequenceNode sequence
                        && index < sequence.getValue().size()
                ? Optional.of(sequence.getValue().get(index)).map(item -> new Place(item.getStartMark(), item))
                : Optional.empty();
    }

    private static int lineOf(Mark mark) {
        return mark.getLine() + 1;
    }

    private static @Nullable Node compose(String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (YAMLException e) {
            return null;
        }
    }
}
