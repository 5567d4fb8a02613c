package social.coulomb.sandboxer.apiserver.schema;

/// An entry of `x-kubernetes-validations`, as written. Absent texts are empty.
///
/// @param fieldPath relative to the place of the rule, such as `.min`
/// @param optionalOldSelf whether the rule also runs where there is no old value
public record ValidationRule(
        String rule,
        String message,
        String messageExpression,
        FieldError.Reason reason,
        String fieldPath,
        boolean optionalOldSelf) {}
