package social.coulomb.sandboxer.apiserver.auth;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The server's side of TLS. Its certificate lives in memory only and is renewed while the server runs, so that neither
/// a long life nor a restart ever meets an expired one.
public final class ServerIdentity {

    private final CertificateAuthority authority;
    private final List<String> hosts;
    private final Clock clock;
    private final RenewableKeyManager keys;

    /// @param hosts the names and addresses under which clients reach the server
    public ServerIdentity(CertificateAuthority authority, List<String> hosts, Clock clock) {
        this.authority = authority;
        this.hosts = List.copyOf(hosts);
        this.clock = clock;
        this.keys = new RenewableKeyManager(authority.issue(hosts, clock));
    }

    /// A context that always uses the newest certificate. It asks clients for none, so it trusts nobody: without that
    /// word Java would read all the world's authorities.
    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no TLS", impossible);
        }
    }

    /// Issues a new certificate when the present one has passed two thirds of its life. Repeatable.
    ///
    /// @return whether there is a new one
    public boolean renewWhenDue() {
        if (clock.instant().isBefore(keys.current().renewAfter())) {
            return false;
        }
        keys.replace(authority.issue(hosts, clock));
        return true;
    }

    ServerCertificate current() {
        return keys.current();
    }
}
