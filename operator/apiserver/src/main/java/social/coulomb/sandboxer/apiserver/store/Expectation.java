package social.coulomb.sandboxer.apiserver.store;

/// What a write expects to find under its key: the optimistic lock of one write.
public sealed interface Expectation {

    /// No object may stand under the key.
    record Absent() implements Expectation {}

    /// An object must stand under the key, at exactly this revision.
    record Revision(long revision) implements Expectation {}

    /// Whatever stands there; a deletion still needs an object to delete.
    record Any() implements Expectation {}
}
