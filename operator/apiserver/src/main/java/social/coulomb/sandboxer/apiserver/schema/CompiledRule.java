package social.coulomb.sandboxer.apiserver.schema;

import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.cel.CelExpression;

/// A rule that is ready to be evaluated.
///
/// @param messageExpression empty when the rule's message is a plain text
/// @param fieldPath where errors are reported, relative to the place of the rule; empty for the place itself
record CompiledRule(
        ValidationRule source, CelExpression condition, Optional<CelExpression> messageExpression, String fieldPath) {
    /// Whether the rule compares with the old value.
    boolean isTransition() {
        return condition.reads(RuleCompiler.OLD_SELF);
    }

    /// What stands in errors: the message, else the rule.
    String shortText() {
        String text = source.message().isEmpty() ? source.rule() : source.message();
        return text.strip();
    }

    String defaultMessage() {
        return source.message().isEmpty() ? "failed rule: " + shortText() : shortText();
    }
}
