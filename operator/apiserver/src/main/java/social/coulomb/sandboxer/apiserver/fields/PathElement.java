package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// One step of a field's path. Its two spellings are the one inside FieldsV1 (`f:name`) and the one in messages
/// (`.name`).
sealed interface PathElement extends Comparable<PathElement> {
    ObjectMapper JSON = new ObjectMapper();

    /// A member of a map.
    record Member(String name) implements PathElement {
        @Override
        public String wire() {
            return "f:" + name;
        }

        @Override
        public String toString() {
            return "." + name;
        }
    }

    /// The item of a list that has these key fields.
    record Keyed(SortedMap<String, JsonNode> keys) implements PathElement {
        public Keyed {
            keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        }

        @Override
        public String wire() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            keys.forEach(object::set);
            return "k:" + object;
        }

        @Override
        public String toString() {
            return keys.entrySet().stream()
                    .map(key -> key.getKey() + "=" + GoText.value(key.getValue()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /// The item of a set that has this value.
    record Item(JsonNode value) implements PathElement {
        @Override
        public String wire() {
            return "v:" + value;
        }

        @Override
        public String toString() {
            return "[=" + GoText.value(value) + "]";
        }
    }

    /// The item of a list at this position.
    record Index(int position) implements PathElement {
        @Override
        public String wire() {
            return "i:" + position;
        }

        @Override
        public String toString() {
            return "[" + position + "]";
        }
    }

    /// The spelling inside FieldsV1.
    String wire();

    /// Reads the spelling of FieldsV1; empty for a kind of step that is not known.
    static Optional<PathElement> parse(String wire) throws ManagedFieldsMalformed {
        if (wire.length() < 2 || wire.charAt(1) != ':') {
            throw new ManagedFieldsMalformed("missing colon: " + wire);
        }
        String text = wire.substring(2);
        return switch (wire.charAt(0)) {
            case 'f' -> Optional.of(new Member(text));
            case 'v' -> Optional.of(new Item(json(text)));
            case 'k' -> Optional.of(new Keyed(members(json(text))));
            case 'i' -> Optional.of(new Index(number(text)));
            default -> Optional.empty();
        };
    }

    private static JsonNode json(String text) throws ManagedFieldsMalformed {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new ManagedFieldsMalformed("not JSON: " + text);
        }
    }

    private static int number(String text) throws ManagedFieldsMalformed {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new ManagedFieldsMalformed("not an index: " + text);
        }
    }

    private static SortedMap<String, JsonNode> members(JsonNode object) {
        SortedMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /// Members first, then keyed items, set items and positions.
    @Override
    default int compareTo(PathElement other) {
        return switch (this) {
            case Member(String name) when other instanceof Member(String otherName) -> name.compareTo(otherName);
            case Keyed(var keys) when other instanceof Keyed(var otherKeys) -> compare(keys, otherKeys);
            case Item(JsonNode value)
            when other instanceof Item(JsonNode otherValue) -> ValueOrder.INSTANCE.compare(value, otherValue);
            case Index(int position)
            when other instanceof Index(int otherPosition) -> Integer.compare(position, otherPosition);
            default -> Integer.compare(rank(this), rank(other));
        };
    }

    private static int rank(PathElement element) {
        return switch (element) {
            case Member _ -> 0;
            case Keyed _ -> 1;
            case Item _ -> 2;
            case Index _ -> 3;
        };
    }

    private static int compare(SortedMap<String, JsonNode> left, SortedMap<String, JsonNode> right) {
        Iterator<Map.Entry<String, JsonNode>> others = right.entrySet().iterator();
        for (Map.Entry<String, JsonNode> key : left.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, JsonNode> other = others.next();
            int order = key.getKey().compareTo(other.getKey());
            order = order == 0 ? ValueOrder.INSTANCE.compare(key.getValue(), other.getValue()) : order;
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    static PathElement text(String value) {
        return new Item(TextNode.valueOf(value));
    }
}
