package social.coulomb.sandboxer.apiserver;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The address to listen on is in use, or not of this machine.
public final class AddressUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AddressUnusable(InetSocketAddress address, String why, @Nullable Throwable cause) {
        super("cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + why, cause);
    }
}
