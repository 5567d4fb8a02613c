package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;
import social.coulomb.sandboxer.apiserver.selector.NameSyntax;

/// What ConfigMaps and Secrets have in common: maps of data with keys of a certain form.
final class DataBags {

    static final long SIZE_LIMIT = 1024 * 1024;

    private static final String FROZEN = "field is immutable when `immutable` is set";

    private DataBags() {}

    static void checkKeys(ObjectNode object, String bag, List<FieldError> errors) {
        object.path(bag)
                .fieldNames()
                .forEachRemaining(key -> NameSyntax.configKey(key)
                        .forEach(objection ->
                                errors.add(FieldError.invalid(bag + "[" + key + "]", GoText.quote(key), objection))));
    }

    static void checkSize(ObjectNode object, List<String> bags, String field, List<FieldError> errors) {
        long size = 0;
        for (String bag : bags) {
            for (JsonNode value : object.path(bag)) {
                size += value.asText().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (size > SIZE_LIMIT) {
            errors.add(FieldError.tooLong(field, SIZE_LIMIT));
        }
    }

    static List<FieldError> checkImmutable(ObjectNode object, ObjectNode live, List<String> bags) {
        var errors = new ArrayList<FieldError>();
        if (live.path("immutable").asBoolean()) {
            if (!object.path("immutable").asBoolean()) {
                errors.add(FieldError.forbidden("immutable", FROZEN));
            }
            for (String bag : bags) {
                if (!object.path(bag).equals(live.path(bag))) {
                    errors.add(FieldError.forbidden(bag, FROZEN));
                }
            }
        }
        return errors;
    }
}
