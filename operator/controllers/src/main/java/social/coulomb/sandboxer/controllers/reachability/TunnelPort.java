package social.coulomb.sandboxer.controllers.reachability;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The local end of the tunnel that somebody else keeps to the sandboxes, as a reachability names it. Nothing is
/// opened here. Pure.
public final class TunnelPort {

    /// The variable that names the port.
    public static final String VARIABLE = "SANDBOXER_TUNNEL_PORT";

    private static final int LAST_PORT = 65_535;

    private TunnelPort() {}

    /// `localhost:PORT`; null where no port is named.
    ///
    /// @throws IllegalArgumentException when the variable holds no port
    public static @Nullable String descriptor(Map<String, String> environment) {
        String port = environment.getOrDefault(VARIABLE, "").strip();
        if (port.isEmpty()) {
            return null;
        }
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > LAST_PORT) {
            throw new IllegalArgumentException(
                    VARIABLE + " is '" + port + "': set it to a port from 1 to " + LAST_PORT + ", or not at all.");
        }
        return "localhost:" + port;
    }
}
