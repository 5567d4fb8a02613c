package social.coulomb.sandboxer.host.sshj;

import java.time.Duration;

/// How patient a connection is.
///
/// @param connectTimeout for TCP, key exchange and authentication together
/// @param keepAliveInterval between two questions to the host
/// @param unansweredLimit after so many questions without an answer the host counts as dead
public record SshjTuning(Duration connectTimeout, Duration keepAliveInterval, int unansweredLimit) {
    /// Notices a dead host within 20 seconds, yet forgives one that is very busy.
    public static final SshjTuning DEFAULT = new SshjTuning(Duration.ofSeconds(10), Duration.ofSeconds(5), 3);
}
