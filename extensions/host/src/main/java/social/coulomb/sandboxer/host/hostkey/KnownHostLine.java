package social.coulomb.sandboxer.host.hostkey;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line of known_hosts: which hosts it speaks of, and which key they have.
record KnownHostLine(Mark mark, List<String> patterns, HostKey key) {
    private static final Logger LOG = LoggerFactory.getLogger(KnownHostLine.class);
    private static final String HASHED = "|1|";
    private static final int DEFAULT_PORT = 22;

    /// What the line says about its key.
    enum Mark {
        NONE,
        REVOKED,
        AUTHORITY
    }

    static KnownHostLine forEveryHost(HostKey key) {
        return new KnownHostLine(Mark.NONE, List.of("*"), key);
    }

    /// How known_hosts names a host on a port.
    static String lookupName(String address, int port) {
        return port == DEFAULT_PORT ? address : "[%s]:%d".formatted(address, port);
    }

    /// Reads a line; empty for a comment. A line that cannot be read trusts nobody, but is told in the log.
    static Optional<KnownHostLine> parse(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return Optional.empty();
        }
        List<String> words = Arrays.asList(line.split("\\s+"));
        Mark mark = mark(words.getFirst());
        List<String> rest = mark == Mark.NONE ? words : words.subList(1, words.size());
        try {
            if (rest.size() < 3) {
                throw new IllegalArgumentException("host names, key type and key are needed");
            }
            return Optional.of(new KnownHostLine(
                    mark, List.of(rest.getFirst().split(",")), new HostKey(rest.get(1), rest.get(2))));
        } catch (IllegalArgumentException e) {
            LOG.warn("A line of known_hosts is not understood and trusts no host: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Mark mark(String word) {
        return switch (word) {
            case "@revoked" -> Mark.REVOKED;
            case "@cert-authority" -> Mark.AUTHORITY;
            default -> Mark.NONE;
        };
    }

    /// True if the line speaks of the host of that name, which is lower-cased as OpenSSH does.
    boolean appliesTo(String name) {
        String lowerCased = name.toLowerCase(java.util.Locale.ROOT);
        boolean applies = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!") && matches(pattern.substring(1), lowerCased)) {
                return false;
            }
            applies |= matches(pattern, lowerCased);
        }
        return applies;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.startsWith(HASHED) ? matchesHash(pattern, name) : matchesWildcards(pattern, name);
    }

    private static boolean matchesWildcards(String pattern, String name) {
        String expression = pattern.toLowerCase(java.util.Locale.ROOT)
                .chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.matches(expression, name);
    }

    private static boolean matchesHash(String pattern, String name) {
        String[] parts = pattern.substring(HASHED.length()).split("\\|", -1);
        if (parts.length != 2) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
