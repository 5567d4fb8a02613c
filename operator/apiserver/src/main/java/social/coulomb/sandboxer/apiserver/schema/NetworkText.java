package social.coulomb.sandboxer.apiserver.schema;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses in text, read without asking any name service.
final class NetworkText {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private NetworkText() {}

    static boolean isIpv4(String text) {
        return text.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")
                && address(text).isPresent();
    }

    static boolean isIpv6(String text) {
        return text.contains(":") && address(text).isPresent();
    }

    static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
            return false;
        }
        String address = text.substring(0, slash);
        int bits = Integer.parseInt(text.substring(slash + 1));
        return isIpv4(address) && bits <= IPV4_BITS || isIpv6(address) && bits <= IPV6_BITS;
    }

    /// Only characters of address literals are let through, so nothing is ever resolved.
    static Optional<InetAddress> address(String text) {
        boolean literal = text.matches("[0-9.]+") || text.matches("[0-9a-fA-F:.]+") && text.contains(":");
        if (!literal) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
