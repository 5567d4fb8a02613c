package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// When a changed profile, input, host or route takes effect.
public enum UpdatePolicy {
    /// At the next change of recreate.
    @JsonProperty("OnRecreate")
    ON_RECREATE,

    /// At once, as a new incarnation.
    @JsonProperty("Immediately")
    IMMEDIATELY;

    @JsonCreator
    static @Nullable UpdatePolicy of(@Nullable String word) {
        return ConstantName.find(UpdatePolicy.class, word);
    }
}
