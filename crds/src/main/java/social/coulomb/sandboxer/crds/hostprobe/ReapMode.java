package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// How far reaping goes.
public enum ReapMode {
    @JsonProperty("Off")
    OFF,

    /// A plan is written, nothing is deleted until it is approved.
    @JsonProperty("DryRun")
    DRY_RUN,

    /// What is planned is deleted.
    @JsonProperty("Apply")
    APPLY;

    @JsonCreator
    static @Nullable ReapMode of(@Nullable String word) {
        return ConstantName.find(ReapMode.class, word);
    }
}
