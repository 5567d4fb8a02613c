package social.coulomb.sandboxer.app.command.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.Endpoint;
import social.coulomb.sandboxer.crds.sandbox.ReachabilityStatus;

/// How a sandbox is reached, for people. Pure.
public final class ReachabilityText {

    private ReachabilityText() {}

    public static List<String> lines(ReachabilityStatus reached) {
        List<String> lines = new ArrayList<>();
        add(lines, "ssh", reached.ssh());
        add(lines, "command", reached.sshCommand());
        add(lines, "remote dir", reached.remoteDir());
        add(lines, "host", reached.host());
        add(lines, "compose project", reached.composeProject());
        add(lines, "tunnel", reached.tunnel());
        add(lines, "tunnel via", reached.tunnelVia());
        add(lines, "identity", reached.identity());
        for (Endpoint endpoint : reached.endpoints()) {
            add(
                    lines,
                    PlainText.cell(endpoint.service()) + ":" + PlainText.cell(endpoint.port()),
                    (endpoint.via() == null ? "" : endpoint.via() + "  ")
                            + (endpoint.command() == null ? "" : endpoint.command()));
        }
        lines.add(pointer(reached));
        return lines;
    }

    /// Whose the way is: nothing is opened by sandboxer.
    public static String pointer(ReachabilityStatus reached) {
        String tunnels = reached.tunnelVia() == null ? "ops-bridge" : reached.tunnelVia();
        String identities = reached.identity() == null ? "ops-warden" : reached.identity();
        return "Nothing was opened. Tunnels are kept by " + tunnels
                + ("ops-bridge".equals(tunnels) ? " (bridge status)" : "") + ", SSH identities by " + identities
                + ("ops-warden".equals(identities) ? " (warden sign)" : "") + ".";
    }

    private static void add(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add(String.format("%-16s %s", name, PlainText.oneLine(value)));
        }
    }
}
