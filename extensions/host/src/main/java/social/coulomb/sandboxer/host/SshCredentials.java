package social.coulomb.sandboxer.host;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// With what we prove to a host who we are. Never printed, never logged.
public sealed interface SshCredentials {

    /// A private key in a file, read anew for every connection. A certificate beside it (`<file>-cert.pub`) is
    /// offered
    /// too.
    record KeyFile(Path file) implements SshCredentials {}

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

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof KeyInMemory that
                    && Arrays.equals(privateKey, that.privateKey)
                    && java.util.Objects.equals(certificate, that.certificate);
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
    record ClientConfiguration() implements SshCredentials {}
}
