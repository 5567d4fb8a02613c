package social.coulomb.sandboxer.apiserver.objects;

/// One message of a watch.
///
/// @param json the object in the version asked for, or a Status for an error; not to be modified
public record WatchEvent(Type type, byte[] json) {

    /// What a message says.
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK,
        /// The last message of a watch that cannot go on.
        ERROR
    }
}
