package social.coulomb.sandboxer.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;

/// How to serve the embedded API.
///
/// @param stateDirectory where everything is kept; made when it is missing, and readable by its owner only
/// @param address what to listen on; port 0 takes any free port
/// @param hosts more names and addresses under which clients reach the server, beside those of this machine's loopback
/// @param definitions CustomResourceDefinitions that come with the program
/// @param upkeep whether owners' dependents, ending namespaces and old events are cleared away, which in a cluster is
///     the work of other programs beside the API
/// @param clock tells the time that objects and certificates carry
public record ApiServerOptions(
        Path stateDirectory,
        InetSocketAddress address,
        List<String> hosts,
        List<ObjectNode> definitions,
        boolean upkeep,
        Clock clock) {

    /// The port that is taken unless another one is asked for.
    public static final int USUAL_PORT = 26443;

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    public ApiServerOptions {
        hosts = List.copyOf(hosts);
        definitions = List.copyOf(definitions);
    }

    /// The usual server: reachable from this machine only, at the usual port.
    public static ApiServerOptions in(Path stateDirectory) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT);
        return new ApiServerOptions(stateDirectory, address, List.of(), List.of(), true, Clock.systemUTC());
    }

    public ApiServerOptions withPort(int port) {
        return withAddress(new InetSocketAddress(address.getAddress(), port));
    }

    public ApiServerOptions withAddress(InetSocketAddress newAddress) {
        return new ApiServerOptions(stateDirectory, newAddress, hosts, definitions, upkeep, clock);
    }

    public ApiServerOptions withHosts(List<String> newHosts) {
        return new ApiServerOptions(stateDirectory, address, newHosts, definitions, upkeep, clock);
    }

    public ApiServerOptions withDefinitions(List<ObjectNode> newDefinitions) {
        return new ApiServerOptions(stateDirectory, address, hosts, newDefinitions, upkeep, clock);
    }

    /// The API alone, whose objects change by requests only.
    public ApiServerOptions withoutUpkeep() {
        return new ApiServerOptions(stateDirectory, address, hosts, definitions, false, clock);
    }

    public ApiServerOptions withClock(Clock newClock) {
        return new ApiServerOptions(stateDirectory, address, hosts, definitions, upkeep, newClock);
    }

    /// Every name and address that the server's certificate is good for.
    List<String> certificateHosts() {
        var all = new LinkedHashSet<>(LOOPBACK);
        if (!address.getAddress().isAnyLocalAddress()) {
            all.add(address.getAddress().getHostAddress());
        }
        all.addAll(hosts);
        return List.copyOf(all);
    }
}
