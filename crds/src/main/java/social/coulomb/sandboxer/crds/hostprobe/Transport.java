package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;

/// How a host is spoken to.
public enum Transport {
    /// sshj, or the OpenSSH client where the host needs what sshj lacks.
    @JsonProperty("auto")
    AUTO,

    @JsonProperty("sshj")
    SSHJ,

    @JsonProperty("openssh")
    OPENSSH,

    /// The machine that the controllers run on.
    @JsonProperty("local")
    LOCAL;

    @JsonCreator
    static @Nullable Transport of(@Nullable String word) {
        return ConstantName.find(Transport.class, word);
    }
}
