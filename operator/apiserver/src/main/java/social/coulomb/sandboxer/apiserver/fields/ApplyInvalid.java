package social.coulomb.sandboxer.apiserver.fields;

/// An applied configuration that cannot be merged at all.
public final class ApplyInvalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What is wrong with it, by the answer that kube-apiserver gives.
    public enum Kind {
        /// The request breaks a rule of apply: 400.
        BAD_REQUEST,
        /// The configuration does not fit the schema: kube-apiserver answers 500 without a reason.
        UNTYPED
    }

    ApplyInvalid(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
