package social.coulomb.sandboxer.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// One object as it stood at one revision: immutable, and small because it holds bytes and not a tree.
///
/// A revision is never used twice, so two stored objects with the same revision are the same.
///
/// @param key the object's name in the store
/// @param revision the revision of the write that produced it
/// @param json UTF-8 JSON whose `metadata.resourceVersion` equals the revision; must not be modified
@SuppressWarnings("ArrayRecordComponent") // shared on purpose: one array serves every reader and watcher
public record StoredObject(ObjectKey key, long revision, byte[] json) {

    /// Parses the object; each call yields a tree of the caller's own.
    public ObjectNode tree() {
        try {
            return (ObjectNode) ObjectJson.MAPPER.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("The stored bytes of " + key + " at revision " + revision, broken);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredObject that && revision == that.revision && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(revision);
    }

    @Override
    public String toString() {
        return key + "@" + revision;
    }
}
