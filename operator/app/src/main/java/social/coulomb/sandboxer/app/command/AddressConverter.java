package social.coulomb.sandboxer.app.command;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `host:port`, and `[v6]:port`.
final class AddressConverter implements ITypeConverter<InetSocketAddress> {

    private static final int LARGEST_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
        if (host.isEmpty() || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new TypeConversionException("'" + text + "' is not host:port, such as 127.0.0.1:26443");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > LARGEST_PORT) {
            throw new TypeConversionException("'" + text + "' names a port above 65535");
        }
        return new InetSocketAddress(host, port);
    }
}
