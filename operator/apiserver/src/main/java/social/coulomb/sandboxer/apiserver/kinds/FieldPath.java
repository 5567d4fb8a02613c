package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/// The way to one field through nested objects, such as `.spec.replicas`. Lists cannot be passed.
public record FieldPath(List<String> segments) {

    public FieldPath {
        segments = List.copyOf(segments);
    }

    /// Reads a path as a CustomResourceDefinition states it, with or without its leading dot.
    public static FieldPath parse(String text) {
        String plain = text.startsWith(".") ? text.substring(1) : text;
        return new FieldPath(Arrays.stream(plain.split("\\.", -1))
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /// What stands there; a missing node when nothing does.
    public JsonNode get(JsonNode object) {
        JsonNode place = object;
        for (String segment : segments) {
            place = place.path(segment);
        }
        return segments.isEmpty() ? MissingNode.getInstance() : place;
    }

    /// Puts a value there and makes the objects on the way; changes the argument.
    public void put(ObjectNode object, JsonNode value) {
        ObjectNode place = object;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            place = place.get(segment) instanceof ObjectNode inner ? inner : place.putObject(segment);
        }
        place.set(segments.getLast(), value);
    }

    /// The path without its leading dot, as field selectors and error messages write it.
    public String dotted() {
        return String.join(".", segments);
    }

    @Override
    public String toString() {
        return "." + dotted();
    }
}
