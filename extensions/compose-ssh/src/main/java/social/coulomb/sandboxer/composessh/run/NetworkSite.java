package social.coulomb.sandboxer.composessh.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A network as the engine made it.
///
/// @param name its name at the engine
/// @param subnet IPv4, such as `10.89.0.0/24`; empty where there is none
/// @param bridge the host's interface that belongs to it; empty when it is not known
/// @param named whether services find each other there by the engine's own names
/// @param gate what stands between it and the host itself
record NetworkSite(String name, String subnet, String bridge, boolean named, Gate gate) {

    /// What keeps containers from reaching services of the host.
    enum Gate {
        /// Rules of the host's firewall.
        RULES,
        /// Nothing, and nothing is needed: the network is open, or leads to no address of the host.
        NEEDLESS,
        /// Nothing, although it is needed.
        MISSING
    }

    private static final Pattern IPV4 =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");
    private static final int FIRST_SERVICE = 10;

    /// A fixed address for the service with that number; empty when the network has no room for it.
    Optional<String> address(int number) {
        return host(FIRST_SERVICE + number);
    }

    /// The host's own address in the network.
    Optional<String> gateway() {
        return host(1);
    }

    private Optional<String> host(int number) {
        Matcher matcher = IPV4.matcher(subnet);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long base = 0;
        for (int part = 1; part <= 4; part++) {
            base = base << 8 | Integer.parseInt(matcher.group(part));
        }
        long size = 1L << (32 - Integer.parseInt(matcher.group(5)));
        if (number >= size - 1) {
            return Optional.empty();
        }
        long address = base + number;
        return Optional.of((address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "."
                + (address & 255));
    }
}
