package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// What is being done, or was about to be done when the controllers stopped.
public enum OperationIntent {
    @JsonProperty("Provision")
    PROVISION,

    @JsonProperty("Teardown")
    TEARDOWN;

    @JsonCreator
    static @Nullable OperationIntent of(@Nullable String word) {
        return ConstantName.find(OperationIntent.class, word);
    }
}
