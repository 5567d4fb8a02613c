package social.coulomb.sandboxer.apiserver.auth;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the server proves itself with.
///
/// @param chain the server's certificate first, then that of its authority
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /// When two thirds of its life are over.
    Instant renewAfter() {
        Instant start = chain.getFirst().getNotBefore().toInstant();
        Instant end = chain.getFirst().getNotAfter().toInstant();
        return start.plus(Duration.between(start, end).multipliedBy(2).dividedBy(3));
    }
}
