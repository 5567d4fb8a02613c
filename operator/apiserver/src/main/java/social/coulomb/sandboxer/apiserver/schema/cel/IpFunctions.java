package social.coulomb.sandboxer.apiserver.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.OpaqueType;
import java.net.InetAddress;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.format.NetworkText;

/// `ip` and `isIP`, and what kind of address it is.
final class IpFunctions {
    static final Parameter<InetAddress> IP = new Parameter<>(OpaqueType.create("net.IP"), InetAddress.class);

    private IpFunctions() {}

    static List<Overload> all() {
        return List.of(
                Overload.global("ip", "string_to_ip", IP.type(), Parameter.TEXT, IpFunctions::require),
                Overload.global("isIP", "is_ip", BOOL, Parameter.TEXT, NetworkText::isIp),
                Overload.global(
                        "ip.isCanonical",
                        "ip_is_canonical",
                        BOOL,
                        Parameter.TEXT,
                        text -> NetworkText.print(require(text)).equals(text)),
                Overload.global("string", "ip_to_string", STRING, IP, NetworkText::print),
                Overload.member("family", "ip_family", INT, IP, ip -> (long) NetworkText.family(ip)),
                Overload.member("isUnspecified", "ip_is_unspecified", BOOL, IP, InetAddress::isAnyLocalAddress),
                Overload.member("isLoopback", "ip_is_loopback", BOOL, IP, InetAddress::isLoopbackAddress),
                Overload.member(
                        "isLinkLocalMulticast",
                        "ip_is_link_local_multicast",
                        BOOL,
                        IP,
                        IpFunctions::isLinkLocalMulticast),
                Overload.member(
                        "isLinkLocalUnicast", "ip_is_link_local_unicast", BOOL, IP, InetAddress::isLinkLocalAddress),
                Overload.member("isGlobalUnicast", "ip_is_global_unicast", BOOL, IP, IpFunctions::isGlobalUnicast));
    }

    static InetAddress require(String text) {
        return NetworkText.ip(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "IP Address \"" + text + "\" parse error during conversion from string"));
    }

    private static boolean isLinkLocalMulticast(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        boolean ipv4 = bytes.length == 4 && ip.getHostAddress().startsWith("224.0.0.");
        return ipv4 || (ip.isMCLinkLocal() && bytes.length > 4);
    }

    private static boolean isGlobalUnicast(InetAddress ip) {
        boolean broadcast = ip.getHostAddress().equals("255.255.255.255");
        return !broadcast
                && !ip.isAnyLocalAddress()
                && !ip.isLoopbackAddress()
                && !ip.isMulticastAddress()
                && !ip.isLinkLocalAddress();
    }
}
