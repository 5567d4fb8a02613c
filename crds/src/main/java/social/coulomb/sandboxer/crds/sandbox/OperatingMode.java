package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// Whether the sandbox should exist.
public enum OperatingMode {
    @JsonProperty("Running")
    RUNNING,

    @JsonProperty("Destroyed")
    DESTROYED;

    @JsonCreator
    static @Nullable OperatingMode of(@Nullable String word) {
        return ConstantName.find(OperatingMode.class, word);
    }
}
