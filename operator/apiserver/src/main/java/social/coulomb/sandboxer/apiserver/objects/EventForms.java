package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events are kept once and served in two forms, with other names for the same fields. Pure.
final class EventForms {

    private static final Map<String, String> CORE_BY_NEW = Map.of(
            "regarding", "involvedObject",
            "note", "message",
            "reportingController", "reportingComponent",
            "deprecatedSource", "source",
            "deprecatedFirstTimestamp", "firstTimestamp",
            "deprecatedLastTimestamp", "lastTimestamp",
            "deprecatedCount", "count");

    private static final Map<String, String> NEW_BY_CORE = CORE_BY_NEW.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventForms() {}

    /// An event as it is kept, from one as `events.k8s.io` writes it.
    static ObjectNode toCore(ObjectNode event) {
        return renamed(event, CORE_BY_NEW);
    }

    /// An event as `events.k8s.io` shows it.
    static ObjectNode toNew(ObjectNode event) {
        ObjectNode result = renamed(event, NEW_BY_CORE);
        result.properties()
                .removeIf(field -> field.getKey().startsWith("reporting")
                        && field.getValue().asText().isEmpty());
        return result;
    }

    /// The field of a kept event behind a field label of `events.k8s.io`: `regarding.name` is
    /// `involvedObject.name`.
    static String coreLabel(String label) {
        int dot = label.indexOf('.');
        String head = dot < 0 ? label : label.substring(0, dot);
        return CORE_BY_NEW.getOrDefault(head, head) + (dot < 0 ? "" : label.substring(dot));
    }

    private static ObjectNode renamed(ObjectNode event, Map<String, String> names) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            @Nullable String name = names.get(field.getKey());
            result.set(name == null ? field.getKey() : name, field.getValue());
        }
        return result;
    }
}
