package social.coulomb.sandboxer.crds.snapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// What becomes of the kept workspace when its Snapshot is deleted.
public enum SnapshotDeletionPolicy {
    @JsonProperty("Delete")
    DELETE,

    @JsonProperty("Retain")
    RETAIN;

    @JsonCreator
    static @Nullable SnapshotDeletionPolicy of(@Nullable String word) {
        return ConstantName.find(SnapshotDeletionPolicy.class, word);
    }
}
