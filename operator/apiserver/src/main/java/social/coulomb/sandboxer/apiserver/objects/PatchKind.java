package social.coulomb.sandboxer.apiserver.objects;

/// How a patch is written.
public enum PatchKind {
    /// RFC 7386.
    MERGE,
    /// RFC 6902.
    JSON,
    /// Kubernetes' own, for built-in kinds only: lists are merged by their keys.
    STRATEGIC,
    /// Server-side apply.
    APPLY
}
