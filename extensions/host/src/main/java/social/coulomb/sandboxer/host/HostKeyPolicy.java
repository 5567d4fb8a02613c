package social.coulomb.sandboxer.host;

import java.nio.file.Path;
import java.util.List;

/// Which host keys are accepted. There is no policy that trusts on first use.
public sealed interface HostKeyPolicy {

    /// Exactly these keys, each as `<type> <base64>`.
    record Pinned(List<String> keys) implements HostKeyPolicy {
        public Pinned {
            keys = List.copyOf(keys);
        }
    }

    /// The keys of an OpenSSH known_hosts file, read anew for every connection.
    record KnownHosts(Path file) implements HostKeyPolicy {}
}
