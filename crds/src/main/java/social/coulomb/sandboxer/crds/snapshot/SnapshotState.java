package social.coulomb.sandboxer.crds.snapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// A snapshot's place in its life.
public enum SnapshotState {
    @JsonProperty("Requested")
    REQUESTED,

    @JsonProperty("Capturing")
    CAPTURING,

    @JsonProperty("Ready")
    READY,

    @JsonProperty("Failed")
    FAILED,

    @JsonProperty("Deleting")
    DELETING;

    @JsonCreator
    static @Nullable SnapshotState of(@Nullable String word) {
        return ConstantName.find(SnapshotState.class, word);
    }
}
