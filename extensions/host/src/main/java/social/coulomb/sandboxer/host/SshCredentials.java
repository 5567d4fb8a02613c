package social.coulomb.sandboxer.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// With what we prove to a host who we are. Never printed, never logged.
public sealed interface SshCredentials {
    /// How the line of an RSA key's certificate starts.
    String RSA_CERTIFICATE = "ssh-rsa-cert-";

    /// A private key in a file, read anew for every connection. A certificate beside it (`<file>-cert.pub`) is
    /// offered too.
    record KeyFile(Path file) implements SshCredentials {
        /// The certificate that belongs to the key, which need not exist.
        public Path certificateFile() {
            return file.resolveSibling(file.getFileName() + "-cert.pub");
        }

        /// True if there is a certificate of an RSA key, which only the OpenSSH client can use.
        public boolean hasRsaCertificate() {
            try (Stream<String> lines = Files.lines(certificateFile())) {
                return lines.anyMatch(line -> line.startsWith(RSA_CERTIFICATE));
            } catch (IOException | UncheckedIOException none) {
                return false;
            }
        }
    }

    /// A private key in memory, as it stands in a Secret, optionally with its certificate line.
    final class KeyInMemory implements SshCredentials {
        private final byte[] privateKey;
        private final @Nullable String certificate;

        public KeyInMemory(byte[] privateKey, @Nullable String certificate) {
            this.privateKey = privateKey.clone();
            this.certificate = certificate;
        }

        /// A copy of the key as it was given: OpenSSH, PEM or PKCS#8 text.
        public byte[] privateKey() {
            return privateKey.clone();
        }

        /// The certificate in authorized_keys form, if there is one.
        public @Nullable String certificate() {
            return certificate;
        }

        /// True if there is a certificate of an RSA key, which only the OpenSSH client can use.
        public boolean hasRsaCertificate() {
            return certificate != null && certificate.startsWith(RSA_CERTIFICATE);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof KeyInMemory that
                    && Arrays.equals(privateKey, that.privateKey)
                    && Objects.equals(certificate, that.certificate);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(privateKey);
        }

        @Override
        public String toString() {
            return "KeyInMemory[hidden]";
        }
    }

    /// Whatever the OpenSSH client finds by itself: agent, `~/.ssh/config`, jump hosts, default keys.
    ///
    /// @param configFile instead of `~/.ssh/config`; `null` for that one
    record ClientConfiguration(@Nullable Path configFile) implements SshCredentials {}
}
