package social.coulomb.sandboxer.host.hostkey;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The public key of a host, as it stands in known_hosts.
///
/// @param type such as `ssh-ed25519`
/// @param base64 the key itself
public record HostKey(String type, String base64) {
    private static final Pattern TYPE = Pattern.compile("(ssh-|ecdsa-sha2-|sk-)[a-z0-9@.-]+");

    public HostKey {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not the type of an SSH key: " + type);
        }
        try {
            if (Base64.getDecoder().decode(base64).length == 0) {
                throw new IllegalArgumentException("an SSH key of type " + type + " is empty");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not the base64 text of an SSH key: " + base64, e);
        }
    }

    /// Reads `<type> <base64>`, also with a host name before or a comment behind, as in the files people copy
    /// from.
    ///
    /// @throws IllegalArgumentException if there is no key in it
    public static HostKey parse(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        for (int i = 0; i + 1 < words.size(); i++) {
            if (TYPE.matcher(words.get(i)).matches()) {
                return new HostKey(words.get(i), words.get(i + 1));
            }
        }
        throw new IllegalArgumentException(
                "not a host key, which reads like \"ssh-ed25519 AAAA…\": \"%s\"".formatted(line));
    }

    /// As `ssh-keygen -l` prints it.
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// `<type> <base64>`.
    public String line() {
        return type + " " + base64;
    }

    @Override
    public String toString() {
        return type + " " + fingerprint();
    }
}
