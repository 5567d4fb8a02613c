package social.coulomb.sandboxer.host.sshj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.hostkey.HostKey;
import social.coulomb.sandboxer.host.hostkey.KeyScan;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.RealSshd;

class SshjKeyScanIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final KeyScan scan = new SshjKeyScan();

    @Test
    void everyKindOfKeyIsSeenAndFingerprintedAsSshKeygenDoes(@TempDir Path directory) throws Exception {
        String[] options = List.of("ed25519", "ecdsa", "rsa").stream()
                .map(type -> {
                    makeKey(directory.resolve(type), type);
                    return "HostKey " + directory.resolve(type);
                })
                .toArray(String[]::new);
        try (RealSshd sshd = RealSshd.started(options)) {
            List<HostKey> keys = scan.scan(sshd.endpoint(), LIMIT);

            assertThat(keys).extracting(HostKey::type).containsExactly("ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa");
            assertThat(keys)
                    .extracting(HostKey::fingerprint)
                    .containsExactly(
                            fingerprint(directory.resolve("ed25519.pub")),
                            fingerprint(directory.resolve("ecdsa.pub")),
                            fingerprint(directory.resolve("rsa.pub")));
            assertThat(keys.getFirst().line())
                    .isEqualTo(HostKey.parse(Files.readString(directory.resolve("ed25519.pub")))
                            .line());
        }
    }

    @Test
    void hostThatIsNotThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> scan.scan(new HostEndpoint("127.0.0.1", port, ""), LIMIT))
                .isInstanceOf(HostFailure.Unreachable.class);
    }

    private static void makeKey(Path file, String type) {
        try {
            assertThat(new ProcessBuilder("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file.toString())
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fingerprint(Path publicKey) throws IOException {
        Process process = new ProcessBuilder("ssh-keygen", "-l", "-f", publicKey.toString()).start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .split(" ")[1];
    }
}
