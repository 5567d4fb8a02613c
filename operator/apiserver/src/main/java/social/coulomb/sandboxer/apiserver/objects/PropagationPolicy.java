package social.coulomb.sandboxer.apiserver.objects;

/// What becomes of the objects that an object owns when it is deleted.
public enum PropagationPolicy {
    /// They stay, without their owner.
    ORPHAN,
    /// They are deleted afterwards.
    BACKGROUND,
    /// They are deleted first; the owner waits for them.
    FOREGROUND
}
