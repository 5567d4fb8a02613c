package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Brings objects from the form in which they are kept to the version that was asked for, and back. Pure.
final class ObjectForms {

    private static final List<String> ENTRY_ORDER =
            List.of("manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1", "subresource");

    private ObjectForms() {}

    /// A stored object in the version of a type, as a tree of the caller's own.
    static ObjectNode read(ResourceType type, StoredObject stored) {
        ObjectNode tree = stored.tree();
        return isAsServed(type, stored) ? tree : served(type, tree);
    }

    /// The bytes of a stored object in the version of a type; not to be modified.
    static byte[] json(ResourceType type, StoredObject stored) {
        return isAsServed(type, stored) ? stored.json() : Json.bytes(served(type, stored.tree()));
    }

    /// A stored object as an item of a list: built-in kinds leave out apiVersion and kind.
    static StoredObject listItem(ResourceType type, StoredObject stored) {
        if (type.custom()) {
            return isAsServed(type, stored) ? stored : with(stored, json(type, stored));
        }
        byte[] json = json(type, stored);
        byte[] opening = opening(type);
        if (startsWith(json, opening)) {
            byte[] item = Arrays.copyOfRange(json, opening.length - 1, json.length);
            item[0] = '{';
            return with(stored, item);
        }
        ObjectNode item = read(type, stored);
        item.remove(Json.API_VERSION);
        item.remove(Json.KIND);
        return with(stored, Json.bytes(item));
    }

    /// How the bytes of an object begin whose apiVersion and kind were put first, with the comma behind them.
    private static byte[] opening(ResourceType type) {
        return ("{\"apiVersion\":\"" + type.apiVersion() + "\",\"kind\":\"" + type.kind() + "\",")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean startsWith(byte[] json, byte[] opening) {
        return json.length > opening.length && Arrays.equals(json, 0, opening.length, opening, 0, opening.length);
    }

    /// The form in which an object is kept; the argument may be reused for it.
    static ObjectNode stored(ResourceType type, ObjectNode object) {
        ObjectNode form = isOtherEvent(type) ? EventForms.toCore(object) : object;
        if (!type.custom()) {
            orderManagedFields(Json.metadata(form));
        }
        return ordered(form, type.storageApiVersion(), type.kind());
    }

    /// Fills in what a built-in kind always prints, deeply.
    static void complete(ObjectNode object, ObjectNode blank) {
        for (Map.Entry<String, JsonNode> field : blank.properties()) {
            JsonNode present = object.path(field.getKey());
            if (present.isMissingNode()) {
                object.set(field.getKey(), field.getValue().deepCopy());
            } else if (present instanceof ObjectNode inner && field.getValue() instanceof ObjectNode innerBlank) {
                complete(inner, innerBlank);
            }
        }
    }

    private static ObjectNode served(ResourceType type, ObjectNode tree) {
        ObjectNode form = isOtherEvent(type) ? EventForms.toNew(tree) : tree;
        form.put(Json.API_VERSION, type.apiVersion());
        switch (type.origin()) {
            case Origin.Custom custom -> {
                type.schema().prune(form);
                type.schema().applyDefaults(form);
            }
            case Origin.BuiltIn builtIn -> complete(form, builtIn.blank());
        }
        return form;
    }

    private static boolean isAsServed(ResourceType type, StoredObject stored) {
        boolean newerThanDefinition =
                !(type.origin() instanceof Origin.Custom custom) || stored.revision() > custom.definedAt();
        return type.isStorageForm() && newerThanDefinition;
    }

    private static boolean isOtherEvent(ResourceType type) {
        return !type.group().equals(type.origin().storageGroup());
    }

    /// Puts the fields of each entry into the order of Kubernetes' own types; custom kinds have them sorted by
    /// name.
    private static void orderManagedFields(ObjectNode metadata) {
        for (JsonNode entry : metadata.path(Json.MANAGED_FIELDS)) {
            if (entry instanceof ObjectNode fields) {
                ENTRY_ORDER.forEach(name -> {
                    @Nullable JsonNode value = fields.remove(name);
                    if (value != null) {
                        fields.set(name, value);
                    }
                });
            }
        }
    }

    /// Puts apiVersion and kind first, where people look for them.
    private static ObjectNode ordered(ObjectNode object, String apiVersion, String kind) {
        ObjectNode result = object.objectNode();
        result.put(Json.API_VERSION, apiVersion);
        result.put(Json.KIND, kind);
        object.properties().forEach(field -> {
            if (!result.has(field.getKey())) {
                result.set(field.getKey(), field.getValue());
            }
        });
        return result;
    }

    private static StoredObject with(StoredObject stored, byte[] json) {
        return new StoredObject(stored.key(), stored.revision(), json);
    }
}
