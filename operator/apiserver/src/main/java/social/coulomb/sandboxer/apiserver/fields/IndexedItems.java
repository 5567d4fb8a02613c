package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The items of a set or map list, in their order and by what identifies them.
///
/// @param elements what identifies each item, in the list's order, repetitions included
/// @param values each item by what identifies it; empty where several items share it
record IndexedItems(
        List<PathElement> elements, List<JsonNode> items, SortedMap<PathElement, Optional<JsonNode>> values) {

    static IndexedItems of(Shape.Listing list, JsonNode array) {
        List<PathElement> elements = new ArrayList<>();
        List<JsonNode> items = new ArrayList<>();
        SortedMap<PathElement, Optional<JsonNode>> values = new TreeMap<>();
        for (JsonNode item : array) {
            PathElement element = ListItems.identify(list, item);
            elements.add(element);
            items.add(item);
            values.merge(element, Optional.of(item), (first, second) -> Optional.empty());
        }
        return new IndexedItems(elements, items, values);
    }

    boolean contains(PathElement element) {
        return values.containsKey(element);
    }

    /// The one item that this identifies; null when there is none or more than one.
    @Nullable
    JsonNode only(PathElement element) {
        return values.getOrDefault(element, Optional.empty()).orElse(null);
    }

    int size() {
        return elements.size();
    }
}
