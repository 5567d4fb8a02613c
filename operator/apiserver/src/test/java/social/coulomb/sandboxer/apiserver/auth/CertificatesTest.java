package social.coulomb.sandboxer.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The authority and what it vouches for.
final class CertificatesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void authorityIsKeptWithItsKeyToItself() throws Exception {
        CertificateAuthority made = authority(START);
        assertThat(authority(START.plus(Duration.ofDays(1000))).certificate()).isEqualTo(made.certificate());
        assertThat(Files.getPosixFilePermissions(directory.resolve("ca.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(made.certificatePem())
                .startsWith("-----BEGIN CERTIFICATE-----")
                .doesNotContain("PRIVATE");
    }

    @Test
    void authorityThatWouldEndTooSoonOrCannotBeReadIsReplaced() throws Exception {
        CertificateAuthority made = authority(START);
        CertificateAuthority later = authority(START.plus(Duration.ofDays(3400)));
        assertThat(later.certificate()).isNotEqualTo(made.certificate());
        Files.writeString(
                directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(authority(START).certificate()).isNotEqualTo(later.certificate());
    }

    @Test
    void serverCertificateNamesItsHostsAndIsSignedByTheAuthority() throws Exception {
        CertificateAuthority authority = authority(START);
        X509Certificate issued = authority
                .issue(List.of("localhost", "127.0.0.1", "::1"), fixed(START))
                .chain()
                .getFirst();
        issued.verify(authority.certificate().getPublicKey());
        assertThat(issued.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1))
                        .toList())
                .isEqualTo(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(issued.getNotBefore().toInstant()).isBefore(START);
        assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void certificateIsRenewedWhenTwoThirdsOfItsLifeAreOver() throws Exception {
        var clock = new SteppedClock(START);
        var identity = new ServerIdentity(authority(START), List.of("localhost"), clock);
        ServerCertificate first = identity.current();
        clock.now = START.plus(Duration.ofDays(240));
        assertThat(identity.renewWhenDue()).isFalse();
        clock.now = START.plus(Duration.ofDays(250));
        assertThat(identity.renewWhenDue()).isTrue();
        assertThat(identity.current()).isNotEqualTo(first);
        assertThat(identity.renewWhenDue()).isFalse();
    }

    @Test
    void clientsThatTrustTheAuthorityTrustTheServerAndOthersDoNot() throws Exception {
        Instant now = Instant.now();
        CertificateAuthority authority = authority(now);
        var identity = new ServerIdentity(authority, List.of("localhost"), fixed(now));
        CertificateAuthority stranger =
                CertificateAuthority.loadOrCreate(directory.resolve("other"), fixed(now), new SecureRandom());
        assertThat(handshake(identity, TrustedAuthority.context(authority.certificate()), "localhost"))
                .startsWith("TLSv1.3");
        assertThatThrownBy(() -> handshake(identity, TrustedAuthority.context(stranger.certificate()), "localhost"))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> handshake(identity, TrustedAuthority.context(authority.certificate()), "elsewhere"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private static String handshake(ServerIdentity identity, SSLContext trust, String host) throws IOException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var listening = (SSLServerSocket) identity.sslContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var serving = executor.submit(() -> {
                try (var accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    return accepted.getInputStream().read();
                }
            });
            try (var socket = (SSLSocket) trust.getSocketFactory()
                    .createSocket(
                            new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort()),
                            host,
                            listening.getLocalPort(),
                            true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return socket.getSession().getProtocol();
            } finally {
                serving.cancel(true);
            }
        }
    }

    private CertificateAuthority authority(Instant now) throws IOException {
        return CertificateAuthority.loadOrCreate(directory, fixed(now), new SecureRandom());
    }

    private static Clock fixed(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    /// A clock that goes when it is told to.
    private static final class SteppedClock extends Clock {

        private Instant now;

        SteppedClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
