package social.coulomb.sandboxer.host.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.HostFailure.HostKeyRejected;
import social.coulomb.sandboxer.host.shell.HostFailure.HostKeyRejected.Reason;

/// What every adapter of [HostShell] that uses SSH promises about keys, lost connections and odd accounts.
@Timeout(90)
@SuppressWarnings("NullAway.Init")
public abstract class SshHostShellContract {
    private static final CommandRequest ECHO = CommandRequest.command("echo", "hello");

    private RealSshd sshd;

    /// A shell that has not connected yet.
    protected abstract HostShell open(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys);

    @BeforeEach
    void startServer() {
        sshd = RealSshd.started();
    }

    @AfterEach
    void stopServer() {
        sshd.close();
    }

    /// The server of this test.
    protected RealSshd sshd() {
        return sshd;
    }

    @Test
    void pinnedKeyIsAccepted() {
        assertThat(hello(sshd.pinned())).isEqualTo("hello\n");
    }

    @Test
    void keyInKnownHostsIsAccepted() {
        assertThat(hello(sshd.knownHosts("# comment", "nonsense", "HOST " + sshd.publicKey("host_ed25519"))))
                .isEqualTo("hello\n");
    }

    @Test
    void keyInHashedKnownHostsIsAccepted() {
        HostKeyPolicy.KnownHosts known = sshd.knownHosts("HOST " + sshd.publicKey("host_ed25519"));
        sshd.command("ssh-keygen", "-q", "-H", "-f", known.file().toString());

        assertThat(hello(known)).isEqualTo("hello\n");
    }

    @Test
    void unknownKeyIsRefusedWithItsFingerprint() {
        HostKeyRejected rejected = rejected(sshd.knownHosts("another.example " + sshd.publicKey("host_ed25519")));

        assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN);
        assertThat(rejected.seen()).isEqualTo(fingerprint("host_ed25519"));
        assertThat(rejected.expected()).isEmpty();
        assertThat(rejected).hasMessageContaining("sandboxer hosts trust");
    }

    @Test
    void missingKnownHostsTrustsNobody() {
        Path absent = sshd.directory().resolve("absent");

        assertThat(rejected(new HostKeyPolicy.KnownHosts(absent)).reason()).isEqualTo(Reason.UNKNOWN);
        assertThat(absent).doesNotExist();
    }

    @Test
    void changedKeyIsRefusedWithBothFingerprints() {
        sshd.makeKey("other", "ed25519");

        HostKeyRejected rejected = rejected(sshd.knownHosts("HOST " + sshd.publicKey("other")));

        assertThat(rejected.reason()).isEqualTo(Reason.CHANGED);
        assertThat(rejected.seen()).isEqualTo(fingerprint("host_ed25519"));
        assertThat(rejected.expected()).containsExactly(fingerprint("other"));
        assertThat(rejected).hasMessageContaining("has changed");
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefused() {
        sshd.makeKey("other", "ecdsa");

        HostKeyRejected rejected = rejected(new HostKeyPolicy.Pinned(List.of(sshd.publicKey("other"))));

        assertThat(rejected.reason()).isEqualTo(Reason.CHANGED);
        assertThat(rejected.expected()).containsExactly(fingerprint("other"));
    }

    @Test
    void revokedKeyIsRefusedThoughItIsListedPlainlyToo() {
        String key = sshd.publicKey("host_ed25519");

        HostKeyRejected rejected = rejected(sshd.knownHosts("HOST " + key, "@revoked * " + key));

        assertThat(rejected.reason()).isEqualTo(Reason.REVOKED);
        assertThat(rejected.seen()).isEqualTo(fingerprint("host_ed25519"));
    }

    @Test
    void hostCertificateOfATrustedAuthorityIsAccepted() {
        sshd.makeKey("authority", "ed25519");
        sshd.command("ssh-keygen", "-q", "-s", "authority", "-I", "host", "-h", "-n", "127.0.0.1", "host_ed25519.pub");
        String key = "HostKey " + sshd.directory().resolve("host_ed25519");
        String certificate = "HostCertificate " + sshd.directory().resolve("host_ed25519-cert.pub");
        sshd.restartWith(key, certificate);

        assertThat(hello(sshd.knownHosts("@cert-authority HOST " + sshd.publicKey("authority"))))
                .isEqualTo("hello\n");
    }

    @Test
    void hostCertificateOfARevokedAuthorityIsRefused() {
        sshd.makeKey("authority", "ed25519");
        sshd.command("ssh-keygen", "-q", "-s", "authority", "-I", "host", "-h", "-n", "127.0.0.1", "host_ed25519.pub");
        String key = "HostKey " + sshd.directory().resolve("host_ed25519");
        String certificate = "HostCertificate " + sshd.directory().resolve("host_ed25519-cert.pub");
        sshd.restartWith(key, certificate);
        String authority = sshd.publicKey("authority");

        HostKeyRejected rejected =
                rejected(sshd.knownHosts("@cert-authority HOST " + authority, "@revoked HOST " + authority));

        assertThat(rejected.reason()).isEqualTo(Reason.REVOKED);
    }

    @Test
    void keyThatIsNotAuthorizedIsRejected() {
        Path stranger = sshd.makeKey("stranger", "ed25519");

        assertThatThrownBy(() -> hello(new SshCredentials.KeyFile(stranger), sshd.pinned()))
                .isInstanceOf(HostFailure.AuthenticationRejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, RFC4716",
        "rsa, RFC4716",
        "rsa, PEM",
        "rsa, PKCS8",
        "ecdsa, RFC4716",
        "ecdsa, PEM",
        "ecdsa, PKCS8"
    })
    void usualKindsAndFormsOfKeysAreAccepted(String type, String form) throws IOException {
        Path key = sshd.directory().resolve("key");
        sshd.command("ssh-keygen", "-q", "-t", type, "-m", form, "-N", "", "-f", key.toString());
        Files.writeString(sshd.directory().resolve("authorized_keys"), sshd.publicKey("key") + "\n");

        assertThat(hello(new SshCredentials.KeyFile(key), sshd.pinned())).isEqualTo("hello\n");
        assertThat(hello(new SshCredentials.KeyInMemory(Files.readAllBytes(key), null), sshd.pinned()))
                .isEqualTo("hello\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void everyKindOfHostKeyIsVerified(String type) {
        sshd.makeKey("host_key", type);
        sshd.restartWith("HostKey " + sshd.directory().resolve("host_key"));

        assertThat(hello(new HostKeyPolicy.Pinned(List.of(sshd.publicKey("host_key")))))
                .isEqualTo("hello\n");
        assertThat(rejected(sshd.pinned()).reason()).isEqualTo(Reason.CHANGED);
    }

    @Test
    void encryptedKeyIsAnAuthenticationMatterThatNamesTheCure() {
        Path key = sshd.directory().resolve("encrypted");
        sshd.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "passphrase", "-f", key.toString());

        assertThatThrownBy(() -> hello(new SshCredentials.KeyFile(key), sshd.pinned()))
                .isInstanceOf(HostFailure.AuthenticationRejected.class);
    }

    @Test
    void keyFileThatDoesNotExistIsAnAuthenticationMatter() {
        assertThatThrownBy(
                        () -> hello(new SshCredentials.KeyFile(sshd.directory().resolve("absent")), sshd.pinned()))
                .isInstanceOf(HostFailure.AuthenticationRejected.class);
    }

    @Test
    void keyFromMemoryIsAcceptedAndNeverPrinted() throws IOException {
        byte[] key = Files.readAllBytes(sshd.directory().resolve("id"));
        SshCredentials credentials = new SshCredentials.KeyInMemory(key, null);

        assertThat(hello(credentials, sshd.pinned())).isEqualTo("hello\n");
        assertThat(credentials.toString()).doesNotContain("PRIVATE", "AAAA");
    }

    @Test
    void keyWithACertificateInMemoryIsAccepted() throws IOException {
        Path user = sshd.makeKey("user", "ed25519");
        signUser(user);
        String certificate =
                Files.readString(sshd.directory().resolve("user-cert.pub")).strip();

        assertThat(hello(new SshCredentials.KeyInMemory(Files.readAllBytes(user), certificate), sshd.pinned()))
                .isEqualTo("hello\n");
    }

    @Test
    void certificateBesideTheKeyFileIsOffered() throws IOException {
        Path user = sshd.makeKey("user", "ed25519");
        signUser(user);

        assertThat(hello(new SshCredentials.KeyFile(user), sshd.pinned())).isEqualTo("hello\n");
    }

    /// Lets in whoever has a certificate of the authority made here.
    protected void signUser(Path key) throws IOException {
        sshd.makeKey("user_authority", "ed25519");
        sshd.command(
                "ssh-keygen",
                "-q",
                "-s",
                "user_authority",
                "-I",
                "user",
                "-n",
                sshd.endpoint().user(),
                key + ".pub");
        Files.writeString(
                sshd.directory().resolve("authorized_keys"), "cert-authority " + sshd.publicKey("user_authority"));
    }

    @Test
    void hostThatIsNotThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        HostEndpoint nowhere = new HostEndpoint("127.0.0.1", port, "nobody");
        try (HostShell shell = open(nowhere, sshd.credentials(), sshd.pinned())) {
            assertThatThrownBy(() -> shell.run(ECHO)).isInstanceOf(HostFailure.Unreachable.class);
        }
    }

    @Test
    void nameThatCannotBeResolvedIsUnreachable() {
        HostEndpoint nowhere = new HostEndpoint("no-such-host.invalid", 22, "nobody");
        try (HostShell shell = open(nowhere, sshd.credentials(), sshd.pinned())) {
            assertThatThrownBy(() -> shell.run(ECHO)).isInstanceOf(HostFailure.Unreachable.class);
        }
    }

    @Test
    void hostThatAcceptsButNeverSpeaksIsUnreachableInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HostShell shell = open(
                        new HostEndpoint("127.0.0.1", silent.getLocalPort(), "nobody"),
                        sshd.credentials(),
                        sshd.pinned())) {
            long startedAt = System.nanoTime();

            assertThatThrownBy(() -> shell.run(ECHO)).isInstanceOf(HostFailure.Unreachable.class);

            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void connectionThatWasLostWhileIdleIsMadeAnew() throws IOException {
        try (HostShell shell = open()) {
            shell.run(ECHO);
            long generation = shell.generation();
            sshd.stop();
            assertThatThrownBy(() -> shell.run(ECHO)).isInstanceOf(HostFailure.Unreachable.class);

            sshd.start();

            assertThat(shell.run(ECHO).outputText()).isEqualTo("hello\n");
            assertThat(shell.generation()).isGreaterThan(generation);
        }
    }

    @Test
    void connectionThatIsLostWhileACommandRunsIsToldAtOnce() {
        try (HostShell shell = open()) {
            Path started = sshd.directory().resolve("started");
            CompletableFuture<CommandResult> running = CompletableFuture.supplyAsync(
                    () -> shell.run(CommandRequest.script("touch \"$1\"; sleep 60", started.toString())
                            .within(Duration.ofMinutes(2))));
            await().until(() -> Files.exists(started));

            sshd.stop();

            assertThatThrownBy(() -> running.get(10, java.util.concurrent.TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(HostFailure.Unreachable.class);
        }
    }

    @Test
    void hostThatFellSilentDoesNotHoldACancelledCommand() {
        try (HostShell shell = open()) {
            shell.run(ECHO);
            CancelSource cancel = new CancelSource();
            sshd.signal("STOP");
            try {
                CompletableFuture<CommandResult> running =
                        CompletableFuture.supplyAsync(() -> shell.run(ECHO.within(Duration.ofMinutes(1)), cancel));
                assertThatThrownBy(() -> running.get(1, java.util.concurrent.TimeUnit.SECONDS))
                        .isInstanceOf(java.util.concurrent.TimeoutException.class);

                cancel.raise();

                assertThatThrownBy(() -> running.get(5, java.util.concurrent.TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(HostFailure.CommandCancelled.class);
            } finally {
                sshd.signal("CONT");
            }
            assertThat(shell.run(ECHO).outputText()).isEqualTo("hello\n");
        }
    }

    @Test
    void closedShellRunsNothingMore() {
        HostShell shell = open();
        shell.run(ECHO);
        shell.close();

        assertThatThrownBy(() -> shell.run(ECHO)).isInstanceOf(HostFailure.Unreachable.class);
    }

    @Test
    void whatTheLoginShellPrintsIsNotTheCommands() {
        sshd.restartWith(
                "ForceCommand echo welcome; echo beware >&2; printf '\\036B'; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"");
        try (HostShell shell = open()) {
            CommandResult result = shell.run(CommandRequest.script("echo out; echo err >&2"));

            assertThat(result.outputText()).isEqualTo("out\n");
            assertThat(result.errorText()).isEqualTo("err\n");
        }
    }

    @Test
    void accountThatRunsNoCommandsIsToldWithWhatItSays() {
        sshd.restartWith("ForceCommand echo This account is currently not available.; exit 1");
        try (HostShell shell = open()) {
            assertThatThrownBy(() -> shell.run(ECHO))
                    .isInstanceOf(HostFailure.ShellUnusable.class)
                    .hasMessageContaining("not available");
        }
    }

    @Test
    void serverThatAllowsFewSessionsIsNotOverrun() {
        sshd.restartWith("MaxSessions 3");
        try (HostShell shell = open();
                var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            shell.run(ECHO);
            List<java.util.concurrent.Future<CommandResult>> results = java.util.stream.IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> shell.run(CommandRequest.script("sleep 0.2; echo hello"))))
                    .toList();

            assertThat(results)
                    .allSatisfy(result -> assertThat(result.get().outputText()).isEqualTo("hello\n"));
        }
    }

    protected HostShell open() {
        return open(sshd.endpoint(), sshd.credentials(), sshd.pinned());
    }

    protected String hello(HostKeyPolicy hostKeys) {
        return hello(sshd.credentials(), hostKeys);
    }

    protected String hello(SshCredentials credentials, HostKeyPolicy hostKeys) {
        try (HostShell shell = open(sshd.endpoint(), credentials, hostKeys)) {
            return shell.run(ECHO).outputText();
        }
    }

    private HostKeyRejected rejected(HostKeyPolicy hostKeys) {
        return catchThrowableOfType(HostKeyRejected.class, () -> hello(hostKeys));
    }

    private String fingerprint(String name) {
        return social.coulomb.sandboxer.host.hostkey.HostKey.parse(sshd.publicKey(name))
                .fingerprint();
    }
}
