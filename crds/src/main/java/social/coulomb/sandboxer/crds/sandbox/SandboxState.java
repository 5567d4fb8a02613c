package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// A sandbox's place in its life, in one word for people; never an input to logic.
public enum SandboxState {
    /// Taken in; nothing has been made.
    @JsonProperty("Requested")
    REQUESTED,

    /// Being made.
    @JsonProperty("Provisioning")
    PROVISIONING,

    /// Can be reached.
    @JsonProperty("Ready")
    READY,

    /// In use by its consumer.
    @JsonProperty("Active")
    ACTIVE,

    /// Its time is over.
    @JsonProperty("Expired")
    EXPIRED,

    /// Could not be established; nothing is left of the attempt or it is being removed.
    @JsonProperty("Failed")
    FAILED,

    /// Being taken away.
    @JsonProperty("Destroying")
    DESTROYING,

    /// Proven to be gone; the object is a record.
    @JsonProperty("Destroyed")
    DESTROYED;

    @JsonCreator
    static @Nullable SandboxState of(@Nullable String word) {
        return ConstantName.find(SandboxState.class, word);
    }
}
