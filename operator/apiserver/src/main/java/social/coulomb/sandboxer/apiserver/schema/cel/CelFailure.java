package social.coulomb.sandboxer.apiserver.schema.cel;

/// An expression could not be compiled or evaluated. The message is meant for whoever wrote it.
public final class CelFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// What the failure means for the expressions that were still to come.
    public enum Kind {
        /// The text is no valid expression.
        COMPILATION,
        /// A function was called with values that it does not take.
        NO_OVERLOAD,
        /// The evaluation took too long: nothing more should be evaluated.
        OUT_OF_BUDGET,
        /// Anything else: a missing key, a division by zero.
        EVALUATION
    }

    private final Kind kind;

    CelFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// The same as `getMessage`, which is never null here.
    public String text() {
        return String.valueOf(getMessage());
    }
}
