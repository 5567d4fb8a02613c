package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// Events lie in the namespace of their object; the newer form also insists on saying who reports what.
final class EventRules implements KindRules {

    /// The two groups that show events.
    enum Form {
        CORE("involvedObject"),
        EVENTS("regarding");

        private final String reference;

        Form(String reference) {
            this.reference = reference;
        }
    }

    private static final int NOTE_LIMIT = 1024;

    private final Form form;

    EventRules(Form form) {
        this.form = form;
    }

    @Override
    public List<FieldError> check(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        String about = object.path(form.reference).path("namespace").asText("");
        String own = object.path("metadata").path("namespace").asText("");
        if (about.isEmpty() ? !own.equals("default") : !own.equals(about)) {
            errors.add(FieldError.invalid(
                    "involvedObject.namespace", GoText.quote(about), "does not match event.namespace"));
        }
        if (form == Form.EVENTS && !object.path("eventTime").isNull()) {
            checkReport(object, errors);
        }
        return errors;
    }

    @Override
    public boolean createOnUpdate() {
        return true;
    }

    private static void checkReport(ObjectNode object, List<FieldError> errors) {
        for (String field : List.of("reportingController", "reportingInstance", "action", "reason")) {
            if (object.path(field).asText("").isEmpty()) {
                errors.add(FieldError.required(field, ""));
            }
        }
        String type = object.path("type").asText("");
        if (!type.equals("Normal") && !type.equals("Warning")) {
            errors.add(FieldError.invalid("type", GoText.quote(""), "has invalid value: " + type));
        }
        if (object.path("note").asText("").length() > NOTE_LIMIT) {
            errors.add(FieldError.invalid("message", GoText.quote(""), "can have at most 1024 characters"));
        }
    }
}
