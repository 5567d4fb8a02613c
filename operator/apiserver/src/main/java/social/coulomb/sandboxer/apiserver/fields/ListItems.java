package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// Tells the items of set and map lists apart.
final class ListItems {
    private ListItems() {}

    /// An item cannot be told from the others, for the reason in the message.
    static final class Unidentifiable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unidentifiable(String message) {
            super(message);
        }
    }

    /// The step of a path that leads to an item.
    ///
    /// @throws Unidentifiable when the item lacks what identifies it
    static PathElement identify(Shape.Listing list, JsonNode item) {
        return list.keyed() ? keyed(list, item) : member(item);
    }

    private static PathElement keyed(Shape.Listing list, JsonNode item) {
        if (item.isNull()) {
            throw new Unidentifiable("associative list with keys may not have a null element");
        }
        if (!item.isObject()) {
            throw new Unidentifiable("associative list with keys may not have non-map elements");
        }
        SortedMap<String, JsonNode> keys = new TreeMap<>();
        for (String key : list.schema().listMapKeys()) {
            @Nullable JsonNode value = item.get(key);
            if (value != null) {
                keys.put(key, value);
            } else {
                list.keyDefault(key).ifPresent(byDefault -> keys.put(key, byDefault));
            }
        }
        if (keys.isEmpty()) {
            throw new Unidentifiable("associative list with keys has an element that omits all key fields "
                    + quoted(list) + " (and doesn't have default values for any key fields)");
        }
        return new PathElement.Keyed(keys);
    }

    private static String quoted(Shape.Listing list) {
        return list.schema().listMapKeys().stream().map(GoText::quote).collect(Collectors.joining(" ", "[", "]"));
    }

    private static PathElement member(JsonNode item) {
        return switch (item.getNodeType()) {
            case OBJECT -> throw new Unidentifiable("associative list without keys has an element that's a map type");
            case ARRAY -> throw new Unidentifiable("not supported: associative list with lists as elements");
            case NULL, MISSING ->
                throw new Unidentifiable("associative list without keys has an element that's an explicit null");
            case STRING, NUMBER, BOOLEAN, BINARY, POJO -> new PathElement.Item(item);
        };
    }
}
