package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// What runs containers on a host.
public enum Engine {
    /// What is found, docker first.
    @JsonProperty("auto")
    AUTO,

    @JsonProperty("docker")
    DOCKER,

    @JsonProperty("podman")
    PODMAN;

    @JsonCreator
    static @Nullable Engine of(@Nullable String word) {
        return ConstantName.find(Engine.class, word);
    }
}
