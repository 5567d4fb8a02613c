package social.coulomb.sandboxer.apiserver.objects;

/// How the `resourceVersion` of a list or watch is meant.
public enum VersionMatch {
    /// The request does not say; what it means depends on the other options.
    UNSTATED,
    /// That state or a newer one.
    NOT_OLDER_THAN,
    /// Exactly that state.
    EXACT
}
