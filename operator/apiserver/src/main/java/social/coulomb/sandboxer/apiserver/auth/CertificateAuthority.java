package social.coulomb.sandboxer.apiserver.auth;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The installation's own certificate authority, which vouches for the server and for nobody else.
public final class CertificateAuthority {

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    private static final Duration AUTHORITY_MARGIN = Duration.ofDays(400);
    private static final Duration SERVER_LIFETIME = Duration.ofDays(365);
    /// Clients whose clocks are behind ours must not find the certificate to be from the future.
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final SecureRandom random;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key, SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.random = random;
    }

    /// Reads the authority of a directory, or makes one there: when there is none, when it cannot be read, and when it
    /// would end before the next server certificate does.
    public static CertificateAuthority loadOrCreate(Path directory, Clock clock, SecureRandom random)
            throws IOException {
        var file = new PrivateFile(directory.resolve("ca.pem"));
        try {
            Optional<CertificateAuthority> known = load(file, random)
                    .filter(authority -> authority
                            .certificate
                            .getNotAfter()
                            .toInstant()
                            .isAfter(clock.instant().plus(AUTHORITY_MARGIN)));
            if (known.isPresent()) {
                return known.get();
            }
            CertificateAuthority fresh = create(clock, random);
            file.write(fresh.certificatePem() + pem(new JcaPKCS8Generator(fresh.key, null)));
            return fresh;
        } catch (GeneralSecurityException | OperatorCreationException unusable) {
            throw new IOException("No certificate authority can be made in " + directory, unusable);
        }
    }

    /// Vouches for a server under these names and addresses, with a key of its own.
    public ServerCertificate issue(List<String> hosts, Clock clock) {
        try {
            KeyPair keys = newKeys(random);
            Instant now = clock.instant();
            var builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(random),
                    Date.from(now.minus(CLOCK_TOLERANCE)),
                    Date.from(now.plus(SERVER_LIFETIME)),
                    new X500Principal("CN=sandboxer"),
                    keys.getPublic());
            var names = hosts.stream().map(CertificateAuthority::generalName).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            X509Certificate issued = sign(builder, key);
            return new ServerCertificate(keys.getPrivate(), List.of(issued, certificate));
        } catch (GeneralSecurityException | OperatorCreationException | IOException unusable) {
            throw new IllegalStateException("The server's certificate cannot be made", unusable);
        }
    }

    /// The authority's certificate, for clients to trust.
    public X509Certificate certificate() {
        return certificate;
    }

    /// The same as PEM text.
    public String certificatePem() {
        try {
            return pem(certificate);
        } catch (IOException impossible) {
            throw new IllegalStateException("A certificate cannot be written as text", impossible);
        }
    }

    private static Optional<CertificateAuthority> load(PrivateFile file, SecureRandom random) throws IOException {
        Optional<String> text = file.read();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try (var parser = new PEMParser(new StringReader(text.get()))) {
            if (parser.readObject() instanceof X509CertificateHolder holder
                    && parser.readObject() instanceof PrivateKeyInfo keyInfo) {
                return Optional.of(new CertificateAuthority(
                        new JcaX509CertificateConverter().getCertificate(holder),
                        new JcaPEMKeyConverter().getPrivateKey(keyInfo),
                        random));
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException unreadable) {
            // Meddled with: a new authority takes its place, and clients get a new kubeconfig.
            return Optional.empty();
        }
    }

    private static CertificateAuthority create(Clock clock, SecureRandom random)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = newKeys(random);
        Instant now = clock.instant();
        BigInteger serial = serial(random);
        var name = new X500Name("CN=sandboxer-ca-" + serial.toString(16).substring(0, 8));
        var builder = new JcaX509v3CertificateBuilder(
                name,
                serial,
                Date.from(now.minus(CLOCK_TOLERANCE)),
                Date.from(now.plus(AUTHORITY_LIFETIME)),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate(), random);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair newKeys(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(120, random).setBit(120);
    }

    private static GeneralName generalName(String host) {
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
