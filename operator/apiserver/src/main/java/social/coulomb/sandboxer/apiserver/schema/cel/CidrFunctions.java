package social.coulomb.sandboxer.apiserver.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.OpaqueType;
import java.util.List;
import java.util.stream.Stream;
import social.coulomb.sandboxer.apiserver.schema.format.NetworkBlock;

/// `cidr` and `isCIDR`, and what such a block of addresses contains.
final class CidrFunctions {
    private static final Parameter<NetworkBlock> CIDR =
            new Parameter<>(OpaqueType.create("net.CIDR"), NetworkBlock.class);

    private CidrFunctions() {}

    static List<Overload> all() {
        return Stream.of(conversions(), parts(), containment())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Overload> conversions() {
        return List.of(
                Overload.global("cidr", "string_to_cidr", CIDR.type(), Parameter.TEXT, CidrFunctions::require),
                Overload.global(
                        "isCIDR",
                        "is_cidr",
                        BOOL,
                        Parameter.TEXT,
                        text -> NetworkBlock.parse(text).isPresent()),
                Overload.global("string", "cidr_to_string", STRING, CIDR, NetworkBlock::toString));
    }

    private static List<Overload> parts() {
        return List.of(
                Overload.member("ip", "cidr_ip", IpFunctions.IP.type(), CIDR, NetworkBlock::address),
                Overload.member("prefixLength", "cidr_prefix_length", INT, CIDR, block -> (long) block.prefixLength()),
                Overload.member("masked", "cidr_masked", CIDR.type(), CIDR, NetworkBlock::masked));
    }

    private static List<Overload> containment() {
        return List.of(
                Overload.member(
                        "containsIP", "cidr_contains_ip_ip", BOOL, CIDR, IpFunctions.IP, NetworkBlock::contains),
                Overload.member(
                        "containsIP",
                        "cidr_contains_ip_string",
                        BOOL,
                        CIDR,
                        Parameter.TEXT,
                        (block, ip) -> block.contains(IpFunctions.require(ip))),
                Overload.member("containsCIDR", "cidr_contains_cidr", BOOL, CIDR, CIDR, NetworkBlock::containsBlock),
                Overload.member(
                        "containsCIDR",
                        "cidr_contains_cidr_string",
                        BOOL,
                        CIDR,
                        Parameter.TEXT,
                        (block, other) -> block.containsBlock(require(other))));
    }

    private static NetworkBlock require(String text) {
        return NetworkBlock.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "network address parse error during conversion from string: \"" + text + "\""));
    }
}
