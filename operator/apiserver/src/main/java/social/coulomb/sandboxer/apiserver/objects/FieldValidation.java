package social.coulomb.sandboxer.apiserver.objects;

/// What happens to unknown and duplicate fields of a request.
public enum FieldValidation {
    /// They are dropped.
    IGNORE,
    /// They are dropped, with a warning each.
    WARN,
    /// The request is refused.
    STRICT
}
