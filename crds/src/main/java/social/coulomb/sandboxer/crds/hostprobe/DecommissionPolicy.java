package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// What becomes of the sandboxes on a host that is given up.
public enum DecommissionPolicy {
    /// They end with endReason HostLost; what was left is recorded.
    @JsonProperty("Abandon")
    ABANDON;

    @JsonCreator
    static @Nullable DecommissionPolicy of(@Nullable String word) {
        return ConstantName.find(DecommissionPolicy.class, word);
    }
}
