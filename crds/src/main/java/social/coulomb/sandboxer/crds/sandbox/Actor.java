package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// Who asked for a sandbox.
public enum Actor {
    /// An administrator.
    @JsonProperty("adm")
    ADM,

    /// An agent.
    @JsonProperty("agt")
    AGT,

    /// An automation.
    @JsonProperty("atm")
    ATM;

    @JsonCreator
    static @Nullable Actor of(@Nullable String word) {
        return ConstantName.find(Actor.class, word);
    }
}
