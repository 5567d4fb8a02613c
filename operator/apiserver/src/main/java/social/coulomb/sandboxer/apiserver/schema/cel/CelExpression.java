package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A compiled expression. Immutable and thread-safe.
public final class CelExpression {
    private static final Pattern POSITION = Pattern.compile("^evaluation error at <input>:\\d+: ");
    private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map\\.?", Pattern.DOTALL);
    private static final Pattern OVERLOAD =
            Pattern.compile("No matching overload for function '([^']*)'.*", Pattern.DOTALL);

    private final CelAbstractSyntaxTree tree;
    private final Program program;

    CelExpression(CelAbstractSyntaxTree tree, Program program) {
        this.tree = tree;
        this.program = program;
    }

    /// What the expression evaluates to.
    public CelType resultType() {
        return tree.getResultType();
    }

    /// Whether the expression mentions the variable.
    public boolean reads(String variable) {
        return tree.getReferenceMap().values().stream()
                .anyMatch(reference -> reference.name().equals(variable));
    }

    /// Evaluates with these variables. The number of iterations is bounded by the environment.
    ///
    /// @throws CelFailure when there is no result
    public Object evaluate(Map<String, ?> variables) throws CelFailure {
        try {
            return program.eval(variables);
        } catch (CelEvaluationException failed) {
            throw failure(failed);
        }
    }

    private static CelFailure failure(CelEvaluationException failed) {
        String message = POSITION.matcher(String.valueOf(failed.getMessage())).replaceFirst("");
        return switch (failed.getErrorCode()) {
            case ITERATION_BUDGET_EXCEEDED ->
                new CelFailure(CelFailure.Kind.OUT_OF_BUDGET, "actual cost limit exceeded", failed);
            case OVERLOAD_NOT_FOUND ->
                new CelFailure(
                        CelFailure.Kind.NO_OVERLOAD, "no such overload: " + firstGroup(OVERLOAD, message), failed);
            case DIVIDE_BY_ZERO -> evaluation("division by zero", failed);
            case INDEX_OUT_OF_BOUNDS -> evaluation(message.replace("Index out", "index out"), failed);
            case NUMERIC_OVERFLOW -> evaluation("integer overflow", failed);
            case ATTRIBUTE_NOT_FOUND -> evaluation(missing(message), failed);
            default -> evaluation(innermost(failed, message), failed);
        };
    }

    /// A key of a map, or a variable that was not given.
    private static String missing(String message) {
        return message.startsWith("No such attribute") ? message : "no such key: " + firstGroup(MISSING_KEY, message);
    }

    /// A function that refuses its arguments says why in the exception that it throws, which arrives wrapped.
    private static String innermost(CelEvaluationException failed, String message) {
        String innermost = message;
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                innermost = cause.getMessage();
            }
        }
        return innermost;
    }

    private static String firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? matcher.group(1) : text;
    }

    private static CelFailure evaluation(String message, CelEvaluationException failed) {
        return new CelFailure(CelFailure.Kind.EVALUATION, message, failed);
    }
}
