package social.coulomb.sandboxer.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON patch (RFC 6902), strictly: every path must exist, and the first failure ends it.
public final class JsonPatch {
    private static final int MOST_OPERATIONS = 10_000;

    private JsonNode document;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /// The patched document; the arguments are not changed.
    ///
    /// @throws PatchMalformed when the patch is no list of objects
    /// @throws PatchTooLong beyond 10,000 operations
    /// @throws PatchFailed when an operation cannot be carried out
    public static JsonNode apply(JsonNode target, JsonNode operations) throws PatchRefused {
        check(operations);
        var patch = new JsonPatch(target.deepCopy());
        for (JsonNode operation : operations) {
            patch.perform(operation);
        }
        return patch.document;
    }

    private static void check(JsonNode operations) throws PatchMalformed, PatchTooLong {
        if (!operations.isArray()) {
            throw new PatchMalformed("a JSON patch is a list of operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw new PatchTooLong(MOST_OPERATIONS, operations.size());
        }
        for (JsonNode operation : operations) {
            if (!operation.isObject()) {
                throw new PatchMalformed("an operation of a JSON patch is an object");
            }
        }
    }

    private void perform(JsonNode operation) throws PatchFailed {
        JsonPointer path = pointer(operation, "path");
        switch (operation.path("op").asText("")) {
            case "add" -> add(path, value(operation));
            case "remove" -> remove(path);
            case "replace" -> replace(path, value(operation));
            case "move" -> move(pointer(operation, "from"), path);
            case "copy" -> add(path, pointer(operation, "from").in(document).deepCopy());
            case "test" -> test(path, value(operation));
            default -> throw new PatchFailed("unknown operation " + operation.path("op"));
        }
    }

    private static JsonPointer pointer(JsonNode operation, String member) throws PatchFailed {
        JsonNode text = operation.path(member);
        if (!text.isTextual()) {
            throw new PatchFailed("operation without " + member);
        }
        return JsonPointer.parse(text.textValue());
    }

    private static JsonNode value(JsonNode operation) throws PatchFailed {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw new PatchFailed("operation without value");
        }
        return value.deepCopy();
    }

    private void add(JsonPointer path, JsonNode value) throws PatchFailed {
        if (path.isRoot()) {
            document = value;
            return;
        }
        switch (path.parent().in(document)) {
            case ObjectNode object -> object.set(path.last(), value);
            case ArrayNode array when path.last().equals(JsonPointer.END) -> array.add(value);
            case ArrayNode array -> array.insert(path.index(path.last(), array.size()), value);
            case JsonNode _ -> throw path.missing();
        }
    }

    private JsonNode remove(JsonPointer path) throws PatchFailed {
        JsonNode removed = path.in(document);
        if (path.isRoot()) {
            throw new PatchFailed("the whole document cannot be removed");
        }
        switch (path.parent().in(document)) {
            case ObjectNode object -> object.remove(path.last());
            case ArrayNode array -> array.remove(path.index(path.last(), array.size() - 1));
            case JsonNode _ -> throw path.missing();
        }
        return removed;
    }

    private void replace(JsonPointer path, JsonNode value) throws PatchFailed {
        path.in(document);
        if (path.isRoot()) {
            document = value;
            return;
        }
        switch (path.parent().in(document)) {
            case ObjectNode object -> object.set(path.last(), value);
            case ArrayNode array -> array.set(path.index(path.last(), array.size() - 1), value);
            case JsonNode _ -> throw path.missing();
        }
    }

    private void move(JsonPointer from, JsonPointer path) throws PatchFailed {
        if (from.isAbove(path)) {
            throw new PatchFailed("cannot move " + from + " into itself");
        }
        if (from.equals(path)) {
            from.in(document);
            return;
        }
        add(path, remove(from));
    }

    private void test(JsonPointer path, JsonNode value) throws PatchFailed {
        JsonNode present = path.in(document);
        if (!present.equals(JsonPatch::compare, value)) {
            throw new PatchFailed("test failed: " + path);
        }
    }

    /// Numbers are equal when they are worth the same.
    private static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    }
}
