package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// What happens to the object once its sandbox has ended.
public enum ShutdownPolicy {
    /// It stays as a record.
    @JsonProperty("Retain")
    RETAIN,

    /// It is deleted.
    @JsonProperty("Delete")
    DELETE;

    @JsonCreator
    static @Nullable ShutdownPolicy of(@Nullable String word) {
        return ConstantName.find(ShutdownPolicy.class, word);
    }
}
