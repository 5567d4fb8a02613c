package social.coulomb.sandboxer.sdk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Who a sandbox is, in a form that every backend can carry on what it makes.
///
/// @param installation the set of controllers that owns the sandbox; two installations never touch each other's
/// @param uid the UID of the declared object
/// @param incarnation 1 for the first establishment, one more for each that follows
/// @param namespace where the object is declared; for people, not for proof
/// @param name the object's name; for people, not for proof
public record SandboxIdentity(String installation, String uid, int incarnation, String namespace, String name) {

    /// Every backend name starts with this, followed by the sandbox id.
    public static final String NAME_PREFIX = "sbx-";

    private static final int ID_LENGTH = 12;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    public SandboxIdentity {
        if (!TOKEN.matcher(installation).matches()) {
            throw new IllegalArgumentException("installation must be 1 to 63 of [A-Za-z0-9._-]: " + installation);
        }
        if (!TOKEN.matcher(uid).matches()) {
            throw new IllegalArgumentException("uid must be 1 to 63 of [A-Za-z0-9._-]: " + uid);
        }
        if (incarnation < 1) {
            throw new IllegalArgumentException("incarnation starts at 1: " + incarnation);
        }
    }

    /// The first 12 hex digits of SHA-256(uid ":" incarnation): the same after a crash, another for each
    /// incarnation.
    public String sandboxId() {
        byte[] input = (uid + ":" + incarnation).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(input)).substring(0, ID_LENGTH);
    }

    /// The name of the sandbox at its backend: compose project, VM, provider metadata.
    public String backendName() {
        return NAME_PREFIX + sandboxId();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
