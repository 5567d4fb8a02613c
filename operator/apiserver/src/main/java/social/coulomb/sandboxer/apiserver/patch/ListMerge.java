package social.coulomb.sandboxer.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import social.coulomb.sandboxer.apiserver.schema.Topology;

/// How strategic merge patch merges the lists that the schema calls sets or maps.
final class ListMerge {
    private ListMerge() {}

    static ArrayNode merge(ArrayNode target, ArrayNode patch, StrategicMergePatch.Place place) throws PatchMalformed {
        return place.schema().listType() == Topology.ListType.MAP
                ? mergeByKeys(target, patch, place)
                : mergeValues(target, patch);
    }

    private static ArrayNode mergeValues(ArrayNode target, ArrayNode patch) {
        ArrayNode merged = target.deepCopy();
        patch.forEach(value -> {
            if (!contains(merged, value)) {
                merged.add(value);
            }
        });
        return merged;
    }

    private static ArrayNode mergeByKeys(ArrayNode target, ArrayNode patch, StrategicMergePatch.Place place)
            throws PatchMalformed {
        List<String> keys = place.schema().listMapKeys();
        boolean replaces =
                items(patch).stream().anyMatch(item -> directive(item).equals("replace"));
        List<JsonNode> merged = new ArrayList<>(replaces ? List.of() : items(target));
        for (JsonNode item : patch) {
            if (!(item instanceof ObjectNode change)) {
                throw new PatchMalformed("a list of maps can only be merged with maps");
            }
            switch (directive(item)) {
                case "delete" -> merged.removeIf(present -> matches(present, change, keys));
                case "replace" -> {}
                case "", "merge" -> mergeItem(merged, change, place);
                default -> throw new PatchMalformed("Unknown patch type: " + directive(item));
            }
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        merged.forEach(result::add);
        return result;
    }

    private static void mergeItem(List<JsonNode> merged, ObjectNode change, StrategicMergePatch.Place place)
            throws PatchMalformed {
        List<String> keys = place.schema().listMapKeys();
        for (String key : keys) {
            if (!change.has(key)) {
                throw new PatchMalformed("map: " + change + " does not contain declared merge key: " + key);
            }
        }
        for (int position = 0; position < merged.size(); position++) {
            if (merged.get(position) instanceof ObjectNode present && matches(present, change, keys)) {
                merged.set(position, StrategicMergePatch.merge(present, change, place.items()));
                return;
            }
        }
        merged.add(StrategicMergePatch.merge(JsonNodeFactory.instance.objectNode(), change, place.items()));
    }

    /// The items in the wanted order; those it does not name keep their places relative to the ones they stood
    /// among.
    static ArrayNode ordered(ArrayNode list, ArrayNode order, JsonNode before, StrategicMergePatch.Place place) {
        List<String> keys = place.schema().listMapKeys();
        List<JsonNode> named = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        list.forEach(item -> (position(order, item, keys) >= 0 ? named : others).add(item));
        named.sort(Comparator.comparingInt(item -> position(order, item, keys)));
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        int next = 0;
        for (JsonNode other : others) {
            while (next < named.size() && !stoodBefore(other, named.get(next), before, keys)) {
                result.add(named.get(next));
                next++;
            }
            result.add(other);
        }
        named.subList(next, named.size()).forEach(result::add);
        return result;
    }

    private static boolean stoodBefore(JsonNode item, JsonNode other, JsonNode before, List<String> keys) {
        int position = position(before, item, keys);
        int otherPosition = position(before, other, keys);
        return position >= 0 && otherPosition >= 0 && position < otherPosition;
    }

    private static int position(JsonNode list, JsonNode item, List<String> keys) {
        for (int position = 0; position < list.size(); position++) {
            JsonNode candidate = list.get(position);
            boolean same = keys.isEmpty() ? candidate.equals(item) : matches(candidate, item, keys);
            if (same) {
                return position;
            }
        }
        return -1;
    }

    private static boolean matches(JsonNode item, JsonNode other, List<String> keys) {
        return keys.stream().allMatch(key -> item.path(key).equals(other.path(key)));
    }

    private static String directive(JsonNode item) {
        return item.path(StrategicMergePatch.DIRECTIVE).asText("");
    }

    static boolean contains(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }

    private static List<JsonNode> items(ArrayNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
