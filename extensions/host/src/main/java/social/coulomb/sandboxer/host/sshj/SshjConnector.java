package social.coulomb.sandboxer.host.sshj;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.HostFailure;

/// Makes authenticated connections to one host. Reads key, certificate and known_hosts anew each time, since
/// all of them may have been replaced meanwhile.
final class SshjConnector {
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);

    private final HostEndpoint endpoint;
    private final SshCredentials credentials;
    private final HostKeyPolicy hostKeys;
    private final SshjTuning tuning;

    SshjConnector(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys, SshjTuning tuning) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.hostKeys = hostKeys;
        this.tuning = tuning;
    }

    /// Connects and authenticates; blocks for the connect timeout at most.
    ///
    /// @throws HostFailure if that does not work out
    SshjConnection connect() {
        RecordedHostKeys verifier = new RecordedHostKeys(hostKeys);
        SSHClient client = new SSHClient(SshjConfig.strict());
        PromptSocketFactory sockets = new PromptSocketFactory();
        SshjConnection connection = new SshjConnection(client, sockets);
        try (Deadline deadline = new Deadline(tuning.connectTimeout(), sockets::closeAll)) {
            try {
                open(client, sockets, verifier);
                authenticate(client);
                return connection;
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw explain(e, verifier, deadline);
            }
        }
    }

    private void open(SSHClient client, PromptSocketFactory sockets, RecordedHostKeys verifier) throws IOException {
        client.setSocketFactory(sockets);
        client.addHostKeyVerifier(verifier);
        client.setConnectTimeout((int) tuning.connectTimeout().toMillis());
        client.getTransport().setTimeoutMs((int) tuning.connectTimeout().toMillis());
        client.getConnection().setTimeoutMs((int) REPLY_TIMEOUT.toMillis());
        // Before connecting: the thread that asks is started there, and only if an interval is set.
        KeepAliveRunner keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval((int) tuning.keepAliveInterval().toSeconds());
        keepAlive.setMaxAliveCount(tuning.unansweredLimit());
        client.connect(endpoint.address(), endpoint.port());
    }

    private void authenticate(SSHClient client) throws IOException {
        client.authPublickey(
                endpoint.user().isEmpty() ? System.getProperty("user.name") : endpoint.user(), loadKey(client));
    }

    private KeyProvider loadKey(SSHClient client) {
        try {
            KeyProvider key = switch (credentials) {
                case SshCredentials.KeyFile file -> client.loadKeys(file.file().toString());
                case SshCredentials.KeyInMemory memory -> fromMemory(client, memory);
                case SshCredentials.ClientConfiguration _ ->
                    throw new HostFailure.AuthenticationRejected(
                            "%s is to be reached with the OpenSSH client's own configuration; set transport: openssh"
                                    .formatted(endpoint),
                            null);
            };
            key.getPrivate();
            return key;
        } catch (IOException | IllegalArgumentException e) {
            throw new HostFailure.AuthenticationRejected(
                    "the private key for %s cannot be used (%s); it must be readable, unencrypted and in OpenSSH, PEM or PKCS#8 form"
                            .formatted(endpoint, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static KeyProvider fromMemory(SSHClient client, SshCredentials.KeyInMemory memory) throws IOException {
        KeyProvider plain =
                client.loadKeys(new String(memory.privateKey(), StandardCharsets.UTF_8), (String) null, null);
        String certificate = memory.certificate();
        return certificate == null ? plain : CertifiedKey.of(plain, certificate);
    }

    private HostFailure explain(Exception e, RecordedHostKeys verifier, Deadline deadline) {
        if (e instanceof HostFailure failure) {
            return failure;
        }
        HostFailure rejection = verifier.rejection();
        if (rejection != null) {
            return rejection;
        }
        if (deadline.passed()) {
            return new HostFailure.Unreachable(
                    "%s did not let us in within %s".formatted(endpoint, tuning.connectTimeout()), e);
        }
        if (e instanceof UserAuthException
                && !(e.getCause() instanceof net.schmizz.sshj.transport.TransportException)) {
            return new HostFailure.AuthenticationRejected(
                    "%s does not accept the key; check user, key and certificate (%s)"
                            .formatted(endpoint, e.getMessage()),
                    e);
        }
        return new HostFailure.Unreachable("%s cannot be reached: %s".formatted(endpoint, describe(e)), e);
    }

    private static String describe(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /// Breaks an attempt off when its time is up, wherever it hangs.
    private static final class Deadline implements AutoCloseable {
        private final AtomicBoolean passed = new AtomicBoolean();
        private final Thread watcher;

        Deadline(Duration limit, Runnable breakOff) {
            watcher = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(limit);
                    passed.set(true);
                    breakOff.run();
                } catch (InterruptedException done) {
                    // The attempt came to its own end.
                }
            });
        }

        boolean passed() {
            return passed.get();
        }

        @Override
        public void close() {
            watcher.interrupt();
        }
    }
}
