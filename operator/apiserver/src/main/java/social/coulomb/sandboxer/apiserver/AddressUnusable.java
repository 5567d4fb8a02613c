package social.coulomb.sandboxer.apiserver;

import java.net.InetSocketAddress;

/// The address to listen on is in use, or not of this machine.
public final class AddressUnusable extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public AddressUnusable(InetSocketAddress address) {
        super("The API cannot listen on " + address.getHostString() + ":" + address.getPort()
                + ": it is in use, or not of this machine");
    }
}
