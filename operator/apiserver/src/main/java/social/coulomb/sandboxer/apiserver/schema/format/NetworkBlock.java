package social.coulomb.sandboxer.apiserver.schema.format;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// An address with the length of its prefix, such as `10.0.0.0/8`.
public record NetworkBlock(InetAddress address, int prefixLength) {
    /// Empty when the text is no such block.
    public static Optional<NetworkBlock> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
            return Optional.empty();
        }
        int prefixLength = Integer.parseInt(text.substring(slash + 1));
        return NetworkText.ip(text.substring(0, slash))
                .filter(address -> prefixLength <= address.getAddress().length * Byte.SIZE)
                .map(address -> new NetworkBlock(address, prefixLength));
    }

    /// Whether the address lies in this block.
    public boolean contains(InetAddress other) {
        return other.getAddress().length == address.getAddress().length
                && masked(other, prefixLength).equals(masked(address, prefixLength));
    }

    /// Whether every address of the other block lies in this one.
    public boolean containsBlock(NetworkBlock other) {
        return other.prefixLength >= prefixLength && contains(other.address);
    }

    /// The same block with the bits beyond the prefix cleared.
    public NetworkBlock masked() {
        return new NetworkBlock(masked(address, prefixLength), prefixLength);
    }

    @Override
    public String toString() {
        return NetworkText.print(address) + "/" + prefixLength;
    }

    private static InetAddress masked(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address kept its length and became none", impossible);
        }
    }
}
