package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// Why a sandbox came to its end.
public enum EndReason {
    /// Its object was deleted or its operating mode changed.
    @JsonProperty("Requested")
    REQUESTED,

    @JsonProperty("Expired")
    EXPIRED,

    @JsonProperty("Idle")
    IDLE,

    /// A new incarnation took its place.
    @JsonProperty("Recreated")
    RECREATED,

    @JsonProperty("Failed")
    FAILED,

    @JsonProperty("Reaped")
    REAPED,

    /// Its host was given up.
    @JsonProperty("HostLost")
    HOST_LOST;

    @JsonCreator
    static @Nullable EndReason of(@Nullable String word) {
        return ConstantName.find(EndReason.class, word);
    }
}
