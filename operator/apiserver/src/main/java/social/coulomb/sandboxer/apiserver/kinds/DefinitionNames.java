package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;
import social.coulomb.sandboxer.apiserver.selector.NameSyntax;

/// Checks what a definition calls its kind, and where it puts it. Pure.
final class DefinitionNames {

    private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final String DNS_1035_RULE = "a DNS-1035 label must consist of lower case alphanumeric characters or"
            + " '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
            + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    private final JsonNode spec;
    private final List<FieldError> errors = new ArrayList<>();

    DefinitionNames(JsonNode spec) {
        this.spec = spec;
    }

    List<FieldError> check() {
        checkGroup();
        checkScope();
        JsonNode names = spec.path("names");
        checkLabel("spec.names.plural", names.path("plural").asText(""), true);
        checkLabel("spec.names.singular", names.path("singular").asText(""), false);
        String kind = names.path("kind").asText("");
        String listKind = names.path("listKind").asText("");
        checkLabel("spec.names.kind", kind, true);
        checkLabel("spec.names.listKind", listKind, false);
        if (!kind.isEmpty() && kind.equals(listKind)) {
            errors.add(FieldError.invalid(
                    "spec.names.listKind", GoText.quote(listKind), "kind and listKind may not be the same"));
        }
        checkEach("spec.names.shortNames", names.path("shortNames"));
        checkEach("spec.names.categories", names.path("categories"));
        return errors;
    }

    private void checkGroup() {
        String group = spec.path("group").asText("");
        if (group.isEmpty()) {
            errors.add(FieldError.required("spec.group", ""));
            return;
        }
        NameSyntax.subdomain(group)
                .forEach(objection -> errors.add(FieldError.invalid("spec.group", GoText.quote(group), objection)));
        if (!group.contains(".")) {
            errors.add(
                    FieldError.invalid("spec.group", GoText.quote(group), "should be a domain with at least one dot"));
        }
    }

    private void checkScope() {
        String scope = spec.path("scope").asText("");
        if (scope.isEmpty()) {
            errors.add(FieldError.required("spec.scope", ""));
        } else if (!scope.equals("Namespaced") && !scope.equals("Cluster")) {
            errors.add(FieldError.notSupported("spec.scope", GoText.quote(scope), List.of("Cluster", "Namespaced")));
        }
    }

    private void checkEach(String field, JsonNode list) {
        int position = 0;
        for (JsonNode item : list) {
            checkLabel(field + "[" + position + "]", item.asText(""), true);
            position++;
        }
    }

    private void checkLabel(String field, String value, boolean required) {
        if (value.isEmpty()) {
            if (required) {
                errors.add(FieldError.required(field, ""));
            }
        } else if (!DNS_1035.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
            errors.add(FieldError.invalid(field, GoText.quote(value), DNS_1035_RULE));
        }
    }
}
