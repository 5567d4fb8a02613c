package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/// A total order of JSON values. Numbers compare by what they are worth, so that 1 and 1.0 are the same.
final class ValueOrder implements Comparator<JsonNode> {
    static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    static boolean same(JsonNode left, JsonNode right) {
        return INSTANCE.compare(left, right) == 0;
    }

    @Override
    public int compare(JsonNode left, JsonNode right) {
        int byKind = Integer.compare(rank(left), rank(right));
        if (byKind != 0) {
            return byKind;
        }
        return switch (left.getNodeType()) {
            case NUMBER -> left.decimalValue().compareTo(right.decimalValue());
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case ARRAY -> compareItems(left.iterator(), right.iterator());
            case OBJECT -> compareMembers(left, right);
            case STRING, BINARY, MISSING, NULL, POJO -> left.asText().compareTo(right.asText());
        };
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING, BINARY, POJO -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            case NULL, MISSING -> 5;
        };
    }

    private int compareItems(Iterator<JsonNode> left, Iterator<JsonNode> right) {
        while (left.hasNext() && right.hasNext()) {
            int order = compare(left.next(), right.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private int compareMembers(JsonNode left, JsonNode right) {
        Iterator<Map.Entry<String, JsonNode>> leftMembers =
                sorted(left).entrySet().iterator();
        Iterator<Map.Entry<String, JsonNode>> rightMembers =
                sorted(right).entrySet().iterator();
        while (leftMembers.hasNext() && rightMembers.hasNext()) {
            Map.Entry<String, JsonNode> leftMember = leftMembers.next();
            Map.Entry<String, JsonNode> rightMember = rightMembers.next();
            int order = leftMember.getKey().compareTo(rightMember.getKey());
            order = order == 0 ? compare(leftMember.getValue(), rightMember.getValue()) : order;
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(leftMembers.hasNext(), rightMembers.hasNext());
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
