package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether the names of a definition are free, and writes that into its status. Pure.
public final class DefinitionStatus {

    private static final String NAMES_ACCEPTED = "NamesAccepted";
    private static final String ESTABLISHED = "Established";
    private static final String TERMINATING = "Terminating";

    private DefinitionStatus() {}

    /// Whether the definition's kind is served.
    public static boolean isEstablished(JsonNode definition) {
        return isTrue(definition, ESTABLISHED);
    }

    /// The status that a definition should have.
    ///
    /// @param definition with its spec and its present status; not modified
    /// @param others the other definitions
    /// @param now this second, for conditions that change
    public static ObjectNode of(ObjectNode definition, List<ObjectNode> others, String now) {
        ObjectNode status = definition.path("status") instanceof ObjectNode present
                ? present.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        Acceptance acceptance = acceptance(definition, others);
        status.set("acceptedNames", acceptance.names);
        ArrayNode conditions =
                status.path("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
        if (acceptance.reason.isEmpty()) {
            set(conditions, NAMES_ACCEPTED, true, "NoConflicts", "no conflicts found", now);
            if (!isTrue(definition, ESTABLISHED)) {
                set(conditions, ESTABLISHED, true, "InitialNamesAccepted", "the initial names have been accepted", now);
            }
        } else {
            set(conditions, NAMES_ACCEPTED, false, acceptance.reason, acceptance.message, now);
            if (!isTrue(definition, ESTABLISHED)) {
                set(conditions, ESTABLISHED, false, "NotAccepted", "not all names are accepted", now);
            }
        }
        return status;
    }

    /// The status of a definition whose objects are being removed before it goes.
    public static ObjectNode terminating(ObjectNode definition, String now) {
        ObjectNode status = definition.path("status") instanceof ObjectNode present
                ? present.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        ArrayNode conditions =
                status.path("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
        set(
                conditions,
                TERMINATING,
                true,
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
                now);
        return status;
    }

    /// @param names what the definition may call itself for now
    /// @param reason empty when it got every name it asked for
    private record Acceptance(ObjectNode names, String reason, String message) {}

    private static Acceptance acceptance(ObjectNode definition, List<ObjectNode> others) {
        JsonNode wanted = definition.path("spec").path("names");
        ObjectNode accepted = definition.path("status").path("acceptedNames") instanceof ObjectNode present
                ? present.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        String group = definition.path("spec").path("group").asText();
        for (ObjectNode other : others) {
            if (other.path("spec").path("group").asText().equals(group)) {
                JsonNode names = other.path("status").path("acceptedNames");
                resources.addAll(resourceNames(names));
                kinds.addAll(kindNames(names));
            }
        }
        return claim(wanted, accepted, resources, kinds);
    }

    private static Acceptance claim(JsonNode wanted, ObjectNode accepted, Set<String> resources, Set<String> kinds) {
        String reason = "";
        String message = "";
        for (String field : List.of("plural", "singular", "shortNames", "kind", "listKind")) {
            Set<String> taken = field.equals("kind") || field.equals("listKind") ? kinds : resources;
            Optional<String> conflict =
                    texts(wanted.path(field)).stream().filter(taken::contains).findFirst();
            if (conflict.isPresent()) {
                reason = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Conflict";
                message = "\"" + conflict.get() + "\" is already in use";
            } else {
                copy(wanted, accepted, field);
            }
        }
        copy(wanted, accepted, "categories");
        accepted.put("plural", accepted.path("plural").asText(""));
        accepted.put("kind", accepted.path("kind").asText(""));
        return new Acceptance(accepted, reason, message);
    }

    private static List<String> resourceNames(JsonNode names) {
        var all = new ArrayList<>(texts(names.path("plural")));
        all.addAll(texts(names.path("singular")));
        all.addAll(texts(names.path("shortNames")));
        return all;
    }

    private static List<String> kindNames(JsonNode names) {
        var all = new ArrayList<>(texts(names.path("kind")));
        all.addAll(texts(names.path("listKind")));
        return all;
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = value.isArray() ? BuiltInTypes.texts(value) : List.of(value.asText(""));
        return texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    private static void copy(JsonNode source, ObjectNode target, String field) {
        @Nullable JsonNode value = source.get(field);
        if (value == null || value.isContainerNode() && value.isEmpty()) {
            target.remove(field);
        } else {
            target.set(field, value.deepCopy());
        }
    }

    private static boolean isTrue(JsonNode definition, String type) {
        for (JsonNode condition : definition.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /// Changes a condition, and its time only with its status.
    private static void set(
            ArrayNode conditions, String type, boolean status, String reason, String message, String now) {
        ObjectNode condition = null;
        for (JsonNode present : conditions) {
            if (present.path("type").asText().equals(type)) {
                condition = (ObjectNode) present;
            }
        }
        if (condition == null) {
            condition = conditions.addObject().put("type", type);
        }
        String word = status ? "True" : "False";
        if (!condition.path("status").asText("").equals(word)) {
            condition.put("status", word);
            condition.put("lastTransitionTime", now);
        }
        condition.put("reason", reason);
        condition.put("message", message);
    }
}
