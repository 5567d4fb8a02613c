package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that a closed network may reach all the same: `host:port`, or a network in CIDR form.
///
/// @param value as it stands in the profile
public record EgressRule(@JsonValue String value) {

    /// Coarser than [#EgressRule], for schemas.
    public static final String PATTERN =
            "^((\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?):[1-9][0-9]{0,4}|[0-9A-Fa-f.:]+/[0-9]{1,3})$";

    private static final Pattern NETWORK = Pattern.compile("([0-9A-Fa-f.:]{1,45})/([0-9]{1,3})");
    private static final Pattern SERVICE =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{1,45}\\]|[^:/\\[\\]]{1,253}):([1-9][0-9]{0,4})");
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern QUAD = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}");
    private static final int LAST_PORT = 65_535;

    /// @throws IllegalArgumentException when the text is neither; the message says what is wanted
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EgressRule {
        Matcher network = NETWORK.matcher(value);
        Matcher service = SERVICE.matcher(value);
        if (network.matches()) {
            requireNetwork(value, network.group(1), Integer.parseInt(network.group(2)));
        } else if (!service.matches() || !isHost(service.group(1)) || Integer.parseInt(service.group(2)) > LAST_PORT) {
            throw new IllegalArgumentException("'" + value
                    + "' is neither host:port nor a network: write such as registry.example.org:443 or 192.0.2.0/24");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return bytes(host.substring(1, host.length() - 1)).length == 16;
        }
        boolean looksLikeAddress = host.matches("[0-9.]+");
        return looksLikeAddress ? bytes(host).length == 4 : NAME.matcher(host).matches();
    }

    private static void requireNetwork(String rule, String address, int prefix) {
        byte[] bytes = bytes(address);
        if (bytes.length == 0 || prefix > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("'" + rule
                    + "' is not a network: write an address and its prefix, such as 192.0.2.0/24 or 2001:db8::/32");
        }
        for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] & (1 << (Byte.SIZE - 1 - bit % Byte.SIZE))) != 0) {
                throw new IllegalArgumentException("'" + rule
                        + "' names one address and a whole network at once: clear the bits behind the prefix, or end it"
                        + " with /" + bytes.length * Byte.SIZE);
            }
        }
    }

    /// Empty when the text is no address. Never asks a name service.
    private static byte[] bytes(String address) {
        if (!QUAD.matcher(address).matches() && !address.contains(":")) {
            return new byte[0];
        }
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
