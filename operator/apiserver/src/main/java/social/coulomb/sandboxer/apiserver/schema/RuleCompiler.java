package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.cel.CelEnvironment;
import social.coulomb.sandboxer.apiserver.schema.cel.CelExpression;
import social.coulomb.sandboxer.apiserver.schema.cel.CelFailure;

/// Compiles the rules of one schema.
final class RuleCompiler {
    static final String SELF = "self";
    static final String OLD_SELF = "oldSelf";

    private final CelEnvironment environment;
    private final RuleTypes types;
    private final CelTypeProvider structures;

    RuleCompiler(CelEnvironment environment, RuleTypes types) {
        this.environment = environment;
        this.types = types;
        this.structures = types.provider();
    }

    /// @throws SchemaInvalid when the rule cannot be used; the path is relative to the rule
    CompiledRule compile(ValidationRule rule, SchemaNode place) throws SchemaInvalid {
        CelType self = types.of(place).orElse(SimpleType.DYN);
        CelType oldSelf = rule.optionalOldSelf() ? OptionalType.create(self) : self;
        Map<String, CelType> variables = Map.of(SELF, self, OLD_SELF, oldSelf);
        CelExpression condition = expression(rule, "rule", rule.rule(), variables);
        requireType(rule, "rule", condition, SimpleType.BOOL, "cel expression must evaluate to a bool");
        Optional<CelExpression> message = Optional.empty();
        if (!rule.messageExpression().isEmpty()) {
            CelExpression compiled = expression(rule, "messageExpression", rule.messageExpression(), variables);
            requireType(
                    rule,
                    "messageExpression",
                    compiled,
                    SimpleType.STRING,
                    "messageExpression must evaluate to a string");
            message = Optional.of(compiled);
        }
        return new CompiledRule(rule, condition, message, fieldPath(rule, place));
    }

    private CelExpression expression(ValidationRule rule, String member, String source, Map<String, CelType> variables)
            throws SchemaInvalid {
        try {
            return environment.compile(source, variables, structures);
        } catch (CelFailure failed) {
            String prefix = member.equals("rule") ? "compilation failed: " : "messageExpression compilation failed: ";
            throw invalid(rule, member, prefix + failed.text());
        }
    }

    private static void requireType(
            ValidationRule rule, String member, CelExpression expression, CelType required, String detail)
            throws SchemaInvalid {
        CelType type = expression.resultType();
        if (!type.equals(required) && !type.equals(SimpleType.DYN)) {
            throw invalid(rule, member, detail);
        }
    }

    private static String fieldPath(ValidationRule rule, SchemaNode place) throws SchemaInvalid {
        if (rule.fieldPath().isEmpty()) {
            return "";
        }
        return RuleFieldPath.resolve(rule.fieldPath(), place)
                .orElseThrow(() -> new SchemaInvalid(List.of(FieldError.invalid(
                        "fieldPath",
                        GoText.quote(rule.fieldPath()),
                        "fieldPath must be a valid path: does not refer to a valid field"))));
    }

    private static SchemaInvalid invalid(ValidationRule rule, String member, String detail) {
        return new SchemaInvalid(List.of(FieldError.invalid(member, printed(rule), detail)));
    }

    /// A rule as the Go server prints the whole of it.
    private static String printed(ValidationRule rule) {
        ObjectNode printed = JsonNodeFactory.instance.objectNode();
        printed.put("Rule", rule.rule());
        printed.put("Message", rule.message());
        printed.put("MessageExpression", rule.messageExpression());
        printed.set("Reason", null);
        printed.put("FieldPath", rule.fieldPath());
        printed.set("OptionalOldSelf", null);
        return printed.toString();
    }
}
