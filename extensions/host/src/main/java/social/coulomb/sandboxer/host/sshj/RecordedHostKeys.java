package social.coulomb.sandboxer.host.sshj;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.hostkey.HostKey;
import social.coulomb.sandboxer.host.hostkey.HostKeyRecords;
import social.coulomb.sandboxer.host.hostkey.HostKeyRecords.Verdict;
import social.coulomb.sandboxer.host.shell.HostFailure;

/// Accepts only keys on record, and remembers why it refused one. sshj's own verifier accepts a revoked key
/// that is also listed plainly, and skips lines silently; it is asked about host certificates only.
final class RecordedHostKeys implements HostKeyVerifier {
    private static final List<String> CERTIFICATE_TYPES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com");

    private final HostKeyPolicy policy;
    private final HostKeyRecords records;
    private volatile HostFailure.@Nullable HostKeyRejected rejection;

    RecordedHostKeys(HostKeyPolicy policy) {
        this.policy = policy;
        this.records = HostKeyRecords.of(policy);
    }

    /// Why the last key was refused; `null` if none was.
    HostFailure.@Nullable HostKeyRejected rejection() {
        return rejection;
    }

    /// A key of sshj's as it stands in known_hosts.
    static HostKey hostKey(PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return new HostKey(KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(blob));
    }

    @Override
    public boolean verify(String address, int port, PublicKey key) {
        Verdict verdict = key instanceof Certificate<?> certificate
                ? judgeCertificate(address, port, certificate)
                : records.judge(address, port, hostKey(key));
        if (verdict == Verdict.TRUSTED) {
            return true;
        }
        PublicKey plain = key instanceof Certificate<?> certificate ? certificate.getKey() : key;
        rejection = new HostFailure.HostKeyRejected(
                address + ":" + port,
                reason(verdict),
                hostKey(plain).fingerprint(),
                records.onRecord(address, port).stream()
                        .map(HostKey::fingerprint)
                        .toList());
        return false;
    }

    private Verdict judgeCertificate(String address, int port, Certificate<?> certificate) {
        HostKey plain = hostKey(certificate.getKey());
        if (records.isRevoked(address, port, plain) || records.isRevoked(address, port, authority(certificate))) {
            return Verdict.REVOKED;
        }
        return policy instanceof HostKeyPolicy.KnownHosts known && isSignedProperly(known, address, port, certificate)
                ? Verdict.TRUSTED
                : records.judge(address, port, plain);
    }

    private static HostKey authority(Certificate<?> certificate) {
        byte[] blob = certificate.getSignatureKey();
        try {
            return new HostKey(
                    new Buffer.PlainBuffer(blob).readString(),
                    Base64.getEncoder().encodeToString(blob));
        } catch (Buffer.BufferException e) {
            throw new IllegalArgumentException("a host certificate names no authority", e);
        }
    }

    private static boolean isSignedProperly(
            HostKeyPolicy.KnownHosts known, String address, int port, Certificate<?> certificate) {
        try {
            return new OpenSSHKnownHosts(known.file().toFile()).verify(address, port, certificate);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static HostFailure.HostKeyRejected.Reason reason(Verdict verdict) {
        return switch (verdict) {
            case REVOKED -> HostFailure.HostKeyRejected.Reason.REVOKED;
            case CHANGED -> HostFailure.HostKeyRejected.Reason.CHANGED;
            case UNKNOWN, TRUSTED -> HostFailure.HostKeyRejected.Reason.UNKNOWN;
        };
    }

    /// Makes sshj ask the host for a key of a kind that is on record.
    @Override
    public List<String> findExistingAlgorithms(String address, int port) {
        List<String> algorithms = new ArrayList<>();
        if (records.hasAuthority(address, port)) {
            algorithms.addAll(CERTIFICATE_TYPES);
        }
        for (HostKey key : records.onRecord(address, port)) {
            algorithms.addAll(
                    key.type().equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(key.type()));
        }
        return algorithms;
    }
}
