package social.coulomb.sandboxer.controllers.routing;

import java.util.HashMap;
import java.util.Map;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.Occupancy;

/// Makes the router for one look at one sandbox, out of what is known at that moment. Never blocks.
///
/// @param hosts who is placed on the hosts or about to be
public record Routers(
        Backends backends, HostBoard board, Occupancy hosts, Experience experience, RoutingPolicy policy) {

    /// @param uid of the sandbox, which takes up no room in its own way
    public Router forSandbox(String uid) {
        // Asked again and again while hosts are put in order; the answer must not change meanwhile.
        Map<String, Integer> taken = new HashMap<>();
        return new Router(
                backends::find,
                board.offers(),
                host -> taken.computeIfAbsent(host, name -> hosts.others(name, uid)),
                experience,
                policy);
    }
}
