package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads a compose file as YAML 1.1 with anchors and merge keys, as the compose tools do, within bounds.
final class ComposeDocument {

    private static final int LARGEST_FILE = 1 << 20;
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ComposeDocument() {}

    /// @param name the file's path in the workspace, for messages
    /// @throws ComposeRefused when the text is no YAML mapping, with the line
    static ObjectNode parse(String name, String text) throws ComposeRefused {
        try {
            JsonNode tree = JSON.valueToTree(new Yaml(new SafeConstructor(bounds())).load(text));
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new ComposeRefused(name, "is not a compose file: its top must be a mapping with 'services'");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new ComposeRefused(name + ":" + line, "is not YAML: " + e.getProblem());
        } catch (YAMLException | IllegalArgumentException e) {
            throw new ComposeRefused(name, "cannot be read: " + e.getMessage());
        }
    }

    private static LoaderOptions bounds() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST_FILE);
        return options;
    }
}
