package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads `x-kubernetes-validations`.
final class RuleReader {
    private static final List<FieldError.Reason> REASONS = List.of(
            FieldError.Reason.INVALID,
            FieldError.Reason.FORBIDDEN,
            FieldError.Reason.REQUIRED,
            FieldError.Reason.DUPLICATE);

    private RuleReader() {}

    static List<ValidationRule> read(JsonNode schema, FieldPath path, List<FieldError> errors) {
        FieldPath rulesPath = path.child("x-kubernetes-validations");
        List<ValidationRule> rules = new ArrayList<>();
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            FieldPath rulePath = rulesPath.index(rules.size());
            if (rule.path("rule").asText("").isBlank()) {
                errors.add(FieldError.required(rulePath.child("rule").toString(), "rule is not specified"));
            }
            rules.add(rule(rule, rulePath, errors));
        }
        return rules;
    }

    private static ValidationRule rule(JsonNode rule, FieldPath path, List<FieldError> errors) {
        String reasonName = rule.path("reason").asText(FieldError.Reason.INVALID.wireName());
        Optional<FieldError.Reason> reason = Arrays.stream(FieldError.Reason.values())
                .filter(candidate -> candidate.wireName().equals(reasonName))
                .filter(REASONS::contains)
                .findFirst();
        if (reason.isEmpty()) {
            errors.add(FieldError.notSupported(
                    path.child("reason").toString(),
                    GoText.quote(reasonName),
                    REASONS.stream().map(FieldError.Reason::wireName).sorted().toList()));
        }
        return new ValidationRule(
                rule.path("rule").asText(""),
                rule.path("message").asText(""),
                rule.path("messageExpression").asText(""),
                reason.orElse(FieldError.Reason.INVALID),
                rule.path("fieldPath").asText(""),
                rule.path("optionalOldSelf").asBoolean(false));
    }
}
