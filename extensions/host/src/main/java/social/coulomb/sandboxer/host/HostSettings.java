package social.coulomb.sandboxer.host;

import java.util.List;

/// How a host is reached and what is to be found on it. Prints no secret.
///
/// @param name the name under which it is registered
/// @param endpoint where it is
/// @param access how it lets us in
/// @param engine which engine to use there
/// @param baseDir the absolute directory under which sandboxes live
/// @param maxConcurrentOperations how many sandboxes may be established or ended there at once
public record HostSettings(
        String name,
        HostEndpoint endpoint,
        HostAccess access,
        EngineSettings engine,
        String baseDir,
        int maxConcurrentOperations) {
    /// Where sandboxes live unless a host says otherwise.
    public static final String DEFAULT_BASE_DIR = "/tmp/sandboxer";
    /// Operations at once unless a host says otherwise.
    public static final int DEFAULT_CONCURRENT_OPERATIONS = 4;

    /// @param address DNS name or IP address
    /// @param user the account; empty to let the OpenSSH client's configuration decide
    public record HostEndpoint(String address, int port, String user) {
        @Override
        public String toString() {
            return (user.isEmpty() ? "" : user + "@") + address + ":" + port;
        }
    }

    /// @param hostKeys which host keys are accepted
    public record HostAccess(Transport transport, SshCredentials credentials, HostKeyPolicy hostKeys) {}

    /// @param composeCommand the compose program with its first arguments; empty to look for one
    public record EngineSettings(EngineChoice choice, List<String> composeCommand) {
        public EngineSettings {
            composeCommand = List.copyOf(composeCommand);
        }
    }

    /// Which adapter carries the commands.
    public enum Transport {
        /// sshj, or the OpenSSH client where the credentials need it.
        AUTO,
        SSHJ,
        OPENSSH,
        /// This very machine.
        LOCAL
    }

    /// Which engine is to be used.
    public enum EngineChoice {
        /// The first that answers: docker, then podman.
        AUTO,
        DOCKER,
        PODMAN
    }
}
