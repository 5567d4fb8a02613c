package social.coulomb.sandboxer.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.fields.ObjectMetadata;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.schema.Topology;

/// Strategic merge patch: a merge patch that also merges lists, by what the schema says about them, and obeys
/// directives inside the patch. Kubernetes offers it for built-in kinds only.
public final class StrategicMergePatch {
    static final String DIRECTIVE = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_PREFIX = "$deleteFromPrimitiveList/";
    private static final String ORDER_PREFIX = "$setElementOrder/";

    private StrategicMergePatch() {}

    /// The patched object; the arguments are not changed.
    ///
    /// @param schema the kind's schema: set lists merge by value, map lists by their keys, all others are
    ///     replaced
    /// @throws PatchMalformed when a directive is unknown or of the wrong form
    public static ObjectNode apply(ObjectNode target, ObjectNode patch, SchemaNode schema) throws PatchMalformed {
        return merge(target, patch, new Place(schema, true));
    }

    /// A place in the object.
    ///
    /// @param root whether it is the whole object, whose metadata has a schema of its own
    record Place(SchemaNode schema, boolean root) {
        Place member(String name) {
            SchemaNode member = root && name.equals("metadata")
                    ? ObjectMetadata.schema()
                    : schema.member(name).orElse(SchemaNode.ANYTHING);
            return new Place(member, false);
        }

        Place items() {
            return new Place(schema.items().orElse(SchemaNode.ANYTHING), false);
        }

        boolean merges() {
            return schema.listType() != Topology.ListType.ATOMIC;
        }
    }

    static ObjectNode merge(ObjectNode target, ObjectNode patch, Place place) throws PatchMalformed {
        switch (patch.path(DIRECTIVE).asText("merge")) {
            case "replace" -> {
                return withoutDirectives(patch);
            }
            case "delete" -> {
                return JsonNodeFactory.instance.objectNode();
            }
            case "merge" -> {}
            default -> throw new PatchMalformed("Unknown patch type: " + patch.path(DIRECTIVE));
        }
        ObjectNode result = target.deepCopy();
        retainKeys(result, patch);
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            mergeMember(result, patch, member, place);
        }
        reorder(result, target, patch, place);
        return result;
    }

    private static void retainKeys(ObjectNode result, ObjectNode patch) throws PatchMalformed {
        JsonNode retained = patch.path(RETAIN_KEYS);
        if (retained.isMissingNode()) {
            return;
        }
        if (!retained.isArray()) {
            throw new PatchMalformed(RETAIN_KEYS + " must be a list");
        }
        result.retain(StreamSupport.stream(retained.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }

    private static void mergeMember(
            ObjectNode result, ObjectNode patch, Map.Entry<String, JsonNode> member, Place place)
            throws PatchMalformed {
        String name = member.getKey();
        JsonNode value = member.getValue();
        if (name.equals(DIRECTIVE) || name.equals(RETAIN_KEYS) || name.startsWith(ORDER_PREFIX)) {
            return;
        }
        if (name.startsWith(DELETE_PREFIX)) {
            String list = name.substring(DELETE_PREFIX.length());
            if (!patch.has(list)) {
                delete(result, list, value);
            }
            return;
        }
        if (value.isNull()) {
            result.remove(name);
            return;
        }
        JsonNode removed = patch.path(DELETE_PREFIX + name);
        if (!removed.isMissingNode()) {
            delete(result, name, removed);
        }
        result.set(name, merged(result.get(name), value, place.member(name)));
    }

    private static JsonNode merged(@Nullable JsonNode present, JsonNode value, Place place) throws PatchMalformed {
        return switch (value) {
            case ObjectNode patch when present instanceof ObjectNode target -> merge(target, patch, place);
            case ObjectNode patch -> merge(JsonNodeFactory.instance.objectNode(), patch, place);
            case ArrayNode patch
            when place.merges() ->
                ListMerge.merge(
                        present instanceof ArrayNode target ? target : JsonNodeFactory.instance.arrayNode(),
                        patch,
                        place);
            case JsonNode plain -> plain.deepCopy();
        };
    }

    private static void delete(ObjectNode result, String list, JsonNode values) throws PatchMalformed {
        if (!values.isArray()) {
            throw new PatchMalformed(DELETE_PREFIX + list + " must be a list");
        }
        if (result.get(list) instanceof ArrayNode present) {
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            present.forEach(item -> {
                if (!ListMerge.contains(values, item)) {
                    left.add(item);
                }
            });
            result.set(list, left);
        }
    }

    private static void reorder(ObjectNode result, ObjectNode before, ObjectNode patch, Place place)
            throws PatchMalformed {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getKey().startsWith(ORDER_PREFIX)) {
                if (!(member.getValue() instanceof ArrayNode order)) {
                    throw new PatchMalformed(member.getKey() + " must be a list");
                }
                String name = member.getKey().substring(ORDER_PREFIX.length());
                if (result.get(name) instanceof ArrayNode list) {
                    result.set(name, ListMerge.ordered(list, order, before.path(name), place.member(name)));
                }
            }
        }
    }

    private static ObjectNode withoutDirectives(ObjectNode patch) {
        ObjectNode plain = patch.deepCopy();
        plain.remove(DIRECTIVE);
        return plain;
    }
}
