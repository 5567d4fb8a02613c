package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.schema.cel.CelExpression;
import social.coulomb.sandboxer.apiserver.schema.cel.CelFailure;

/// Evaluates rules along an object. A rule that looks at the new value alone is not held against a value that
/// has not changed.
final class RuleValidation {
    private static final int LONGEST_MESSAGE = 5 * 1024;
    private static final String OUT_OF_BUDGET =
            "validation failed due to running out of cost budget, no further validation rules will be run";

    private final RuleCompiler compiler;
    private final RuleBudget budget;
    private final List<FieldError> errors = new ArrayList<>();

    RuleValidation(RuleCompiler compiler, RuleBudget budget) {
        this.compiler = compiler;
        this.budget = budget;
    }

    /// @param old the old value; null on creation
    List<FieldError> validate(RulePlace root, JsonNode value, @Nullable JsonNode old) {
        visit(root, new Subject(value, old, FieldPath.ROOT, false));
        return List.copyOf(errors);
    }

    /// A value under examination.
    ///
    /// @param parentUnchanged whether the nearest place above that had an old value equals it
    private record Subject(JsonNode value, @Nullable JsonNode old, FieldPath path, boolean parentUnchanged) {
        boolean isUnchanged() {
            return old == null ? parentUnchanged : JsonValues.same(value, old);
        }

        /// Rules see a null as the absence of an old value.
        boolean hasOld() {
            return old != null && !old.isNull();
        }
    }

    private void visit(RulePlace place, Subject subject) {
        if (subject.value().isNull() || budget.isExhausted()) {
            return;
        }
        evaluateRules(place, subject);
        Correlation correlation = Correlation.of(place.schema(), subject.old());
        boolean unchanged = subject.isUnchanged();
        switch (subject.value()) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    String name = member.getKey();
                    boolean declared = place.schema().property(name).isPresent();
                    FieldPath path = declared
                            ? subject.path().child(name)
                            : subject.path().key(name);
                    place.member(name)
                            .ifPresent(below -> visit(
                                    below, new Subject(member.getValue(), correlation.member(name), path, unchanged)));
                });
            case ArrayNode array ->
                place.items().ifPresent(items -> {
                    for (int position = 0; position < array.size(); position++) {
                        JsonNode item = array.get(position);
                        FieldPath path = subject.path().index(position);
                        visit(items, new Subject(item, correlation.item(item), path, unchanged));
                    }
                });
            default -> {}
        }
    }

    private void evaluateRules(RulePlace place, Subject subject) {
        if (place.schema().rules().isEmpty()) {
            return;
        }
        RulePlace.Rules rules = place.rules(compiler);
        rules.errors().forEach(error -> addInvalid(place, subject, "rule compile error: " + error.message()));
        Variables variables = Variables.of(place, subject.value(), subject.old());
        for (CompiledRule rule : rules.usable()) {
            boolean lacksOld =
                    rule.isTransition() && !subject.hasOld() && !rule.source().optionalOldSelf();
            if (!lacksOld && !budget.isExhausted()) {
                evaluate(rule, place, subject, variables.forRule(rule.source()));
            }
        }
    }

    private void evaluate(CompiledRule rule, RulePlace place, Subject subject, Map<String, Object> variables) {
        try {
            boolean holds = Boolean.TRUE.equals(rule.condition().evaluate(variables));
            boolean forgiven = !rule.isTransition() && subject.isUnchanged();
            if (!holds && !forgiven) {
                errors.add(violation(rule, subject, message(rule, variables)));
            }
        } catch (CelFailure failed) {
            addFailure(rule, place, subject, failed);
        }
    }

    private void addFailure(CompiledRule rule, RulePlace place, Subject subject, CelFailure failed) {
        switch (failed.kind()) {
            case OUT_OF_BUDGET -> {
                budget.exhaust();
                addInvalid(place, subject, OUT_OF_BUDGET);
            }
            case NO_OVERLOAD ->
                addInvalid(
                        place,
                        subject,
                        "'" + failed.text()
                                + "': call arguments did not match a supported operator, function or macro signature"
                                + " for rule: " + rule.shortText());
            case COMPILATION, EVALUATION ->
                addInvalid(place, subject, failed.text() + " evaluating rule: " + rule.shortText());
        }
    }

    private void addInvalid(RulePlace place, Subject subject, String detail) {
        String type = GoText.quote(place.schema().type().word());
        errors.add(FieldError.invalid(subject.path().name(), type, detail));
    }

    private String message(CompiledRule rule, Map<String, Object> variables) {
        return rule.messageExpression()
                .flatMap(expression -> messageText(expression, variables))
                .orElseGet(rule::defaultMessage);
    }

    /// An expression that gives no usable text is as good as none.
    private static Optional<String> messageText(CelExpression expression, Map<String, Object> variables) {
        try {
            return Optional.of(expression.evaluate(variables))
                    .filter(String.class::isInstance)
                    .map(text -> ((String) text).strip())
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST_MESSAGE && !text.contains("\n"));
        } catch (CelFailure failed) {
            return Optional.empty();
        }
    }

    private static FieldError violation(CompiledRule rule, Subject subject, String detail) {
        FieldPath path =
                rule.fieldPath().isEmpty() ? subject.path() : subject.path().child(rule.fieldPath());
        boolean scalar = subject.value().isValueNode();
        String value = scalar ? ": " + GoText.value(subject.value()) : "";
        FieldError.Reason reason = rule.source().reason();
        String text = switch (reason) {
            case FORBIDDEN -> "Forbidden: " + detail;
            case REQUIRED -> "Required value: " + detail;
            case DUPLICATE -> "Duplicate value" + value;
            default -> "Invalid value" + value + ": " + detail;
        };
        return new FieldError(reason, path.name(), text);
    }

    /// What rules of one place compute with.
    private record Variables(Object self, Optional<Object> oldSelf) {
        static Variables of(RulePlace place, JsonNode value, @Nullable JsonNode old) {
            Object self = RuleValues.of(place.schema(), value, place.isResource());
            Optional<Object> oldSelf = Optional.ofNullable(old)
                    .filter(known -> !known.isNull())
                    .map(known -> RuleValues.of(place.schema(), known, place.isResource()));
            return new Variables(self, oldSelf);
        }

        Map<String, Object> forRule(ValidationRule rule) {
            Map<String, Object> variables = new HashMap<>();
            variables.put(RuleCompiler.SELF, self);
            if (rule.optionalOldSelf()) {
                variables.put(RuleCompiler.OLD_SELF, oldSelf);
            } else {
                oldSelf.ifPresent(known -> variables.put(RuleCompiler.OLD_SELF, known));
            }
            return variables;
        }
    }
}
