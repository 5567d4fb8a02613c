package social.coulomb.sandboxer.apiserver.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One entry of `details.causes`: why a request was refused, and at which field.
///
/// @param reason the machine-readable cause, such as `FieldValueInvalid`
/// @param message the text for people, without the field's name
/// @param field the field's path as Kubernetes writes it (`spec.ports[0].name`), or empty where no field is to
///     blame
public record Cause(String reason, String message, String field) {

    /// The cause as a client sees it.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("reason", reason);
        json.put("message", message);
        if (!field.isEmpty()) {
            json.put("field", field);
        }
        return json;
    }
}
