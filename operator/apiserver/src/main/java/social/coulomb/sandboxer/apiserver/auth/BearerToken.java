package social.coulomb.sandboxer.apiserver.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// The secret that opens the API. Whoever has it may do everything.
public final class BearerToken {

    private static final String SCHEME = "bearer ";
    private static final int RANDOM_BYTES = 32;

    private final String secret;

    private BearerToken(String secret) {
        this.secret = secret;
    }

    /// Reads the token of a file, or makes a new one there that only the file's owner can read.
    public static BearerToken loadOrCreate(Path file, SecureRandom random) throws IOException {
        var kept = new PrivateFile(file);
        Optional<String> known = kept.read().map(String::strip).filter(text -> !text.isEmpty());
        if (known.isPresent()) {
            return new BearerToken(known.get());
        }
        byte[] fresh = new byte[RANDOM_BYTES];
        random.nextBytes(fresh);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        kept.write(secret + "\n");
        return new BearerToken(secret);
    }

    /// Whether an `Authorization` header carries the token. Takes the same time however much of it is right.
    public boolean opens(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] offered = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), offered);
    }

    /// The token itself, for those who are to have it.
    public String secret() {
        return secret;
    }
}
