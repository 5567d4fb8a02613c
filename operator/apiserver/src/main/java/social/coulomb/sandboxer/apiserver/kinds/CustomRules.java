package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// Custom kinds: what a scale finds in them must be usable.
final class CustomRules implements KindRules {

    private final Subresources subresources;

    CustomRules(Subresources subresources) {
        this.subresources = subresources;
    }

    @Override
    public List<FieldError> check(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        subresources.scale().ifPresent(scale -> {
            checkReplicas(scale.specReplicas(), object, errors);
            checkReplicas(scale.statusReplicas(), object, errors);
            scale.labelSelector().ifPresent(path -> checkSelector(path, object, errors));
        });
        return errors;
    }

    @Override
    public boolean countsGenerations() {
        return true;
    }

    @Override
    public boolean unconditionalUpdate() {
        return false;
    }

    private static void checkReplicas(FieldPath path, ObjectNode object, List<FieldError> errors) {
        JsonNode value = path.get(object);
        if (value.isMissingNode()) {
            return;
        }
        if (!value.isIntegralNumber()) {
            errors.add(FieldError.invalid(
                    path.toString(),
                    "0",
                    path + " accessor error: " + value.asText() + " is of the type " + goType(value)
                            + ", expected int64"));
        } else if (value.asLong() < 0) {
            errors.add(FieldError.invalid(path.toString(), value.asText(), "should be a non-negative integer"));
        } else if (value.asLong() > Integer.MAX_VALUE) {
            errors.add(FieldError.invalid(
                    path.toString(), value.asText(), "should be less than or equal to " + Integer.MAX_VALUE));
        }
    }

    private static void checkSelector(FieldPath path, ObjectNode object, List<FieldError> errors) {
        JsonNode value = path.get(object);
        if (!value.isMissingNode() && !value.isTextual()) {
            errors.add(FieldError.invalid(
                    path.toString(),
                    GoText.quote(""),
                    path + " accessor error: " + value.asText() + " is of the type " + goType(value)
                            + ", expected string"));
        }
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case ARRAY -> "[]interface {}";
            case OBJECT -> "map[string]interface {}";
            default -> "<nil>";
        };
    }
}
