package social.coulomb.sandboxer.host.engine;

import java.util.List;

/// The compose program of a host.
///
/// @param command its argument vector, to which compose arguments are appended
public record ComposeInfo(Variant variant, EngineVersion version, List<String> command) {
    public ComposeInfo {
        command = List.copyOf(command);
    }

    /// The three families, which differ in what they can be asked.
    public enum Variant {
        /// The Python program for podman.
        PODMAN_COMPOSE,
        /// `docker-compose` 1.x, the Python program.
        DOCKER_COMPOSE_1,
        /// Compose 2 and later, as docker's plugin or standing alone.
        DOCKER_COMPOSE
    }
}
