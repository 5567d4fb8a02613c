package social.coulomb.sandboxer.apiserver.schema.format;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.StringJoiner;

/// Addresses in text, read and written without asking any name service.
public final class NetworkText {
    private static final int GROUPS = 8;

    private NetworkText() {}

    public static boolean isIpv4(String text) {
        return !text.contains(":") && ip(text).isPresent();
    }

    public static boolean isIpv6(String text) {
        return text.contains(":") && ip(text).isPresent();
    }

    public static boolean isIp(String text) {
        return ip(text).isPresent();
    }

    public static boolean isCidr(String text) {
        return NetworkBlock.parse(text).isPresent();
    }

    /// Four decimal numbers without leading zeros, or an IPv6 address without a zone; anything else gives
    /// nothing.
    public static Optional<InetAddress> ip(String text) {
        try {
            if (text.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")) {
                return Optional.of(Inet4Address.ofLiteral(text));
            }
            if (text.contains(":") && text.matches("[0-9a-fA-F:.]+")) {
                InetAddress address = Inet6Address.ofLiteral(text);
                return address instanceof Inet6Address ? Optional.of(address) : Optional.empty();
            }
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// 4 or 6.
    public static int family(InetAddress address) {
        return address instanceof Inet4Address ? 4 : 6;
    }

    /// The canonical form: IPv6 in lower case, with the longest run of zeros left out.
    public static String print(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        int[] groups = groups(address.getAddress());
        int start = longestRun(groups);
        if (start < 0) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, start) + "::" + join(groups, start + runLength(groups, start), GROUPS);
    }

    private static int[] groups(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            groups[group] =
                    Byte.toUnsignedInt(bytes[2 * group]) << Byte.SIZE | Byte.toUnsignedInt(bytes[2 * group + 1]);
        }
        return groups;
    }

    /// Where the first of the longest runs of at least two zero groups starts; -1 when there is none.
    private static int longestRun(int[] groups) {
        int start = -1;
        int longest = 1;
        for (int group = 0; group < GROUPS; group++) {
            int length = runLength(groups, group);
            if (length > longest) {
                start = group;
                longest = length;
            }
        }
        return start;
    }

    private static int runLength(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String join(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int group = from; group < to; group++) {
            text.add(Integer.toHexString(groups[group]));
        }
        return text.toString();
    }
}
