package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;

/// Leases: durations and counts that make sense.
final class LeaseRules implements KindRules {

    @Override
    public List<FieldError> check(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        JsonNode spec = object.path("spec");
        JsonNode duration = spec.path("leaseDurationSeconds");
        if (duration.isNumber() && duration.asLong() <= 0) {
            errors.add(FieldError.invalid("spec.leaseDurationSeconds", duration.asText(), "must be greater than 0"));
        }
        JsonNode transitions = spec.path("leaseTransitions");
        if (transitions.isNumber() && transitions.asLong() < 0) {
            errors.add(FieldError.invalid(
                    "spec.leaseTransitions", transitions.asText(), "must be greater than or equal to 0"));
        }
        return errors;
    }

    @Override
    public boolean unconditionalUpdate() {
        return false;
    }

    @Override
    public boolean createOnUpdate() {
        return true;
    }
}
