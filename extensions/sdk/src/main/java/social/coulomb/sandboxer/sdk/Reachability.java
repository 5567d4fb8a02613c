package social.coulomb.sandboxer.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a consumer reaches a sandbox. Descriptors only: nothing is opened or tunnelled here.
///
/// @param ssh `user@host`, or null where there is no SSH
/// @param sshCommand what a person types to work in the workspace, port and directory included; null without SSH
/// @param remoteDir the workspace's absolute path there
/// @param host the placement host's address
/// @param composeProject the compose project's name, or null
/// @param endpoints the services' ports
public record Reachability(
        @Nullable String ssh,
        @Nullable String sshCommand,
        @Nullable String remoteDir,
        @Nullable String host,
        @Nullable String composeProject,
        List<Endpoint> endpoints) {

    public Reachability {
        endpoints = List.copyOf(endpoints);
    }

    /// For backends whose SSH needs nothing but the login.
    public Reachability(
            @Nullable String ssh,
            @Nullable String remoteDir,
            @Nullable String host,
            @Nullable String composeProject,
            List<Endpoint> endpoints) {
        this(ssh, ssh == null ? null : "ssh " + ssh, remoteDir, host, composeProject, endpoints);
    }

    /// One port of one service.
    ///
    /// @param service its name in the compose file, or the backend's
    /// @param port the port as the consumer dials it behind `via`
    /// @param via whether the port is dialled directly or through an SSH tunnel
    /// @param command what a person types to reach it, or null when the port is published as it is
    public record Endpoint(
            String service, int port, Via via, @Nullable String command) {}

    /// The way to an endpoint.
    public enum Via {
        /// The port is bound on the host's loopback or at the provider's address.
        PUBLISHED,
        /// Only the host reaches the port: default-deny networks publish nothing.
        TUNNEL
    }
}
