package social.coulomb.sandboxer.host.sshj;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.security.Security;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// The algorithms that are still good. sshj by itself also offers 3DES, arcfour, CBC, MD5 and SHA-1.
final class SshjConfig {
    private SshjConfig() {}

    static DefaultConfig strict() {
        preferTheJdk();
        DefaultConfig config = new DefaultConfig();
        config.setLoggerFactory(new QuietLoggers());
        config.setVersion("sandboxer");
        // Its other provider sends but never expects an answer, and so never notices a dead host.
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config.setKeyExchangeFactories(List.of(
                new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(),
                new ECDHNistP.Factory521(),
                new ECDHNistP.Factory384(),
                new ECDHNistP.Factory256(),
                DHGroups.Group16SHA512(),
                DHGroups.Group18SHA512(),
                new ExtInfoClientFactory()));
        config.setCipherFactories(List.of(
                GcmCiphers.AES128GCM(), GcmCiphers.AES256GCM(), BlockCiphers.AES256CTR(), BlockCiphers.AES128CTR()));
        config.setMACFactories(
                List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
        config.setKeyAlgorithms(List.of(
                KeyAlgorithms.EdDSA25519CertV01(),
                KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp256(),
                KeyAlgorithms.ECDSASHANistp384CertV01(),
                KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp521CertV01(),
                KeyAlgorithms.ECDSASHANistp521(),
                KeyAlgorithms.RSASHA512(),
                KeyAlgorithms.RSASHA256()));
        return config;
    }

    /// The JDK's own ciphers are several times as fast as BouncyCastle's, whose first use also costs seconds.
    /// What only BouncyCastle has (ECDSA by that name) is still found there, as it comes last.
    private static void preferTheJdk() {
        SecurityUtils.setRegisterBouncyCastle(false);
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }

    /// As [#strict], but the host is asked for a key of one of these kinds only.
    static DefaultConfig askingFor(List<Factory.Named<KeyAlgorithm>> kinds) {
        DefaultConfig config = strict();
        config.setKeyAlgorithms(kinds);
        return config;
    }
}
