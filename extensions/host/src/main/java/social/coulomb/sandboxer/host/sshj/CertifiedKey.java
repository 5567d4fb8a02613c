package social.coulomb.sandboxer.host.sshj;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;

/// A private key together with its certificate, both from memory; sshj itself finds certificates beside files
/// only.
record CertifiedKey(KeyProvider key, PublicKey certificate, KeyType type) implements KeyProvider {

    /// @param line the certificate as it stands in its `-cert.pub` file
    static CertifiedKey of(KeyProvider key, String line) throws IOException {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2) {
            throw new IOException("the certificate is not a line of type and base64 text");
        }
        PublicKey certificate = new Buffer.PlainBuffer(Base64.getDecoder().decode(words[1])).readPublicKey();
        return new CertifiedKey(key, certificate, KeyType.fromString(words[0]));
    }

    @Override
    public PrivateKey getPrivate() throws IOException {
        return key.getPrivate();
    }

    @Override
    public PublicKey getPublic() {
        return certificate;
    }

    @Override
    public KeyType getType() {
        return type;
    }

    @Override
    public String toString() {
        return "CertifiedKey[%s, hidden]".formatted(type);
    }
}
