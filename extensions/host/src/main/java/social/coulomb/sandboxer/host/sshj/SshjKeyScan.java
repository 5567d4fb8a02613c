package social.coulomb.sandboxer.host.sshj;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.hostkey.HostKey;
import social.coulomb.sandboxer.host.hostkey.KeyScan;
import social.coulomb.sandboxer.host.shell.HostFailure;

/// Sees a host's keys by breaking off each connection right after the host has shown one.
public final class SshjKeyScan implements KeyScan {
    /// One kind after the other, as a host shows one key in a connection; the preferred one first.
    private static final List<List<Factory.Named<KeyAlgorithm>>> KINDS = List.of(
            List.of(KeyAlgorithms.EdDSA25519()),
            List.of(
                    KeyAlgorithms.ECDSASHANistp256(),
                    KeyAlgorithms.ECDSASHANistp384(),
                    KeyAlgorithms.ECDSASHANistp521()),
            List.of(KeyAlgorithms.RSASHA512(), KeyAlgorithms.RSASHA256()));

    @Override
    public List<HostKey> scan(HostEndpoint endpoint, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<HostKey> keys = new ArrayList<>();
        @Nullable IOException last = null;
        for (List<Factory.Named<KeyAlgorithm>> kind : KINDS) {
            Glimpse glimpse = new Glimpse();
            last = look(endpoint, kind, glimpse, deadline - System.nanoTime());
            HostKey seen = glimpse.seen;
            if (seen != null) {
                keys.add(seen);
            } else if (!isAboutTheKind(last) || System.nanoTime() - deadline > 0) {
                break;
            }
        }
        if (keys.isEmpty()) {
            throw new HostFailure.Unreachable(
                    "%s shows no host key: %s".formatted(endpoint, last == null ? "" : last.getMessage()), last);
        }
        return keys;
    }

    /// Connects until the host has shown its key; every such attempt ends with an exception.
    private static @Nullable IOException look(
            HostEndpoint endpoint, List<Factory.Named<KeyAlgorithm>> kind, Glimpse glimpse, long nanosLeft) {
        int millis = (int) Math.max(1, Duration.ofNanos(nanosLeft).toMillis());
        try (SSHClient client = new SSHClient(SshjConfig.askingFor(kind))) {
            client.setSocketFactory(new PromptSocketFactory());
            client.setConnectTimeout(millis);
            client.setTimeout(millis);
            client.getTransport().setTimeoutMs(millis);
            client.addHostKeyVerifier(glimpse);
            client.connect(endpoint.address(), endpoint.port());
            return null;
        } catch (IOException expected) {
            return expected;
        }
    }

    /// A host that cannot be reached need not be asked three times.
    private static boolean isAboutTheKind(@Nullable IOException failure) {
        return failure instanceof net.schmizz.sshj.transport.TransportException;
    }

    /// Looks at the key and trusts nothing.
    private static final class Glimpse implements HostKeyVerifier {
        private volatile @Nullable HostKey seen;

        @Override
        public boolean verify(String address, int port, PublicKey key) {
            seen = RecordedHostKeys.hostKey(key);
            return false;
        }

        @Override
        public List<String> findExistingAlgorithms(String address, int port) {
            return List.of();
        }
    }
}
