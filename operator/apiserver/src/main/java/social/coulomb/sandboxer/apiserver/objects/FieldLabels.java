package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.FieldPath;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Which fields of a kind selectors may use, and where they stand in stored objects. Pure.
final class FieldLabels {

    private static final List<String> ALWAYS = List.of("metadata.name", "metadata.namespace");

    private final ResourceType type;

    FieldLabels(ResourceType type) {
        this.type = type;
    }

    /// The field of a stored object behind a label of a selector.
    ///
    /// @throws StatusException 400 when the kind cannot be selected by it
    String storedField(String label) {
        boolean known = type.namespaced() || !label.equals("metadata.namespace");
        if (ALWAYS.contains(label) && known) {
            return label;
        }
        if (!type.selectableFields().contains(label)) {
            throw unsupported(label);
        }
        boolean otherEvent = !type.group().equals(type.origin().storageGroup());
        return otherEvent ? EventForms.coreLabel(label) : label;
    }

    /// The text of a field of a stored object; empty where missing.
    String value(JsonNode object, String field) {
        if (isEvent() && field.equals("source")) {
            String component = object.path("source").path("component").asText("");
            return component.isEmpty() ? object.path("reportingComponent").asText("") : component;
        }
        return FieldPath.parse(field).get(object).asText("");
    }

    private boolean isEvent() {
        return !type.custom() && type.plural().equals("events");
    }

    private StatusException unsupported(String label) {
        boolean listed = type.origin() instanceof Origin.BuiltIn
                && type.selectableFields().isEmpty();
        return ApiStatus.badRequest(
                        listed
                                ? "\"" + label + "\" is not a known field selector: only \"metadata.name\","
                                        + " \"metadata.namespace\""
                                : "field label not supported: " + label)
                .asException();
    }
}
