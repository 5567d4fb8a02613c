package social.coulomb.sandboxer.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/// A place in a document, as JSON patch writes it (RFC 6901).
///
/// @param tokens the unescaped steps; none for the whole document
record JsonPointer(List<String> tokens) {
    /// The place behind the last item of a list.
    static final String END = "-";

    JsonPointer {
        tokens = List.copyOf(tokens);
    }

    static JsonPointer parse(String text) throws PatchFailed {
        if (text.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (!text.startsWith("/")) {
            throw new PatchFailed("path must start with a slash: " + text);
        }
        return new JsonPointer(Arrays.stream(text.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    String last() {
        return tokens.getLast();
    }

    JsonPointer parent() {
        return new JsonPointer(tokens.subList(0, tokens.size() - 1));
    }

    /// Whether the other place is below this one.
    boolean isAbove(JsonPointer other) {
        return other.tokens.size() > tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    /// What stands here.
    JsonNode in(JsonNode document) throws PatchFailed {
        JsonNode place = document;
        for (String token : tokens) {
            place = step(place, token);
        }
        return place;
    }

    private JsonNode step(JsonNode place, String token) throws PatchFailed {
        JsonNode next = place.isArray() ? place.get(index(token, place.size() - 1)) : place.get(token);
        if (next == null) {
            throw missing();
        }
        return next;
    }

    /// A position in a list, at most `highest`.
    int index(String token, int highest) throws PatchFailed {
        boolean canonical = token.matches("0|[1-9][0-9]{0,8}");
        if (!canonical || Integer.parseInt(token) > highest) {
            throw new PatchFailed("no such position: " + this);
        }
        return Integer.parseInt(token);
    }

    PatchFailed missing() {
        return new PatchFailed("path does not exist: " + this);
    }

    @Override
    public String toString() {
        return tokens.stream()
                .map(token -> "/" + token.replace("~", "~0").replace("/", "~1"))
                .reduce("", String::concat);
    }
}
