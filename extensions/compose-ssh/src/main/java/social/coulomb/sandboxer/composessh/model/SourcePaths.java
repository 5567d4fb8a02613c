package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.UnaryOperator;

/// Writes the relative paths of a file that others read in as if the main file had said them. Pure.
///
/// Only says what is meant: whether a path stays inside the workspace is held against the rules afterwards.
final class SourcePaths {

    private final String prefix;

    /// @param main the main file's directory, in the workspace
    /// @param directory the one that the paths are relative to
    SourcePaths(String main, String directory) {
        this.prefix = directory.equals(main) ? "" : upFrom(main) + directory + (directory.isEmpty() ? "" : "/");
    }

    private static String upFrom(String directory) {
        return directory.isEmpty() ? "" : "../".repeat(directory.split("/", -1).length);
    }

    /// The paths of a service; the node itself is changed.
    void moveService(ObjectNode service) {
        if (prefix.isEmpty()) {
            return;
        }
        replace(service, "build", this::build);
        replace(service, "env_file", node -> each(node, file -> field(file, "path")));
        replace(service, "volumes", node -> each(node, this::mount));
    }

    /// The paths of a `configs` or `secrets` section; the node itself is changed.
    void moveFiles(JsonNode section) {
        if (!prefix.isEmpty()) {
            section.forEach(item -> field(item, "file"));
        }
    }

    private static void replace(ObjectNode object, String key, UnaryOperator<JsonNode> change) {
        if (object.hasNonNull(key)) {
            object.set(key, change.apply(object.get(key)));
        }
    }

    /// Of a list each item, else the node itself.
    private static JsonNode each(JsonNode node, UnaryOperator<JsonNode> change) {
        if (!node.isArray()) {
            return change.apply(node);
        }
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        node.forEach(item -> changed.add(change.apply(item)));
        return changed;
    }

    private JsonNode build(JsonNode build) {
        if (build instanceof ObjectNode object && !object.hasNonNull("context")) {
            object.put("context", ".");
        }
        return field(build, "context");
    }

    private JsonNode mount(JsonNode mount) {
        if (mount instanceof ObjectNode object) {
            return object.path("type").asText().equals("bind") || isPath(object.path("source"))
                    ? field(object, "source")
                    : object;
        }
        List<String> parts = List.of(mount.asText().split(":", 2));
        return parts.size() == 2 && isPath(TextNode.valueOf(parts.getFirst())) ? moved(mount) : mount;
    }

    /// A place, and not the name of a volume.
    private static boolean isPath(JsonNode source) {
        return source.asText().startsWith(".") || source.asText().contains("/");
    }

    /// The node as a path, or that field of a mapping.
    private JsonNode field(JsonNode node, String key) {
        if (node instanceof ObjectNode object) {
            replace(object, key, this::moved);
            return object;
        }
        return moved(node);
    }

    /// Places that are not relative are left to be refused as they are.
    private JsonNode moved(JsonNode path) {
        return path.isTextual()
                        && !path.asText().startsWith("/")
                        && !path.asText().startsWith("~")
                ? TextNode.valueOf(prefix + path.asText())
                : path;
    }
}
