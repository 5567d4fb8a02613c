package social.coulomb.sandboxer.apiserver.server;

import java.time.Duration;

/// How long the server waits for its clients.
///
/// @param idle how long a connection may wait for its next request
/// @param idleCheck how often that is looked at
/// @param patience how long a client may take to send a body, or to take in an answer or one message of a watch
/// @param farewell how long requests may take that are under way when the server stops
public record ListenerLimits(Duration idle, Duration idleCheck, Duration patience, Duration farewell) {

    /// The usual limits.
    public static ListenerLimits usual() {
        return new ListenerLimits(
                Duration.ofMinutes(3), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(2));
    }
}
