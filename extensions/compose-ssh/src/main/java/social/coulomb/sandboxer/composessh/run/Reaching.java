package social.coulomb.sandboxer.composessh.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;
import social.coulomb.sandboxer.sdk.Reachability.Via;

/// How a consumer gets to a project's workspace and services. Pure: the same sight gives the same answer.
final class Reaching {

    private static final int SSH_PORT = 22;

    private Reaching() {}

    static Reachability of(HostSettings host, ProjectSite site, ProjectPlan plan, List<SeenContainer> containers) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (ProjectPlan.PlannedService service : plan.services()) {
            Optional<String> address = containers.stream()
                    .filter(container -> container.service().equals(service.name()))
                    .findFirst()
                    .flatMap(SeenContainer::address);
            for (ProjectPlan.PlannedPort port : service.ports()) {
                if (port.published() != 0) {
                    String command = tunnel(host, port.published(), "127.0.0.1", port.published());
                    endpoints.add(new Endpoint(service.name(), port.published(), Via.PUBLISHED, command));
                } else if (address.isPresent()) {
                    String command = tunnel(host, port.container(), address.get(), port.container());
                    endpoints.add(new Endpoint(service.name(), port.container(), Via.TUNNEL, command));
                }
            }
        }
        return new Reachability(login(host), site.workspace(), host.endpoint().address(), site.project(), endpoints);
    }

    private static String login(HostSettings host) {
        String user = host.endpoint().user();
        return (user.isEmpty() ? "" : user + "@") + host.endpoint().address();
    }

    private static String tunnel(HostSettings host, int local, String address, int port) {
        int sshPort = host.endpoint().port();
        return "ssh -N" + (sshPort == SSH_PORT ? "" : " -p " + sshPort) + " -L " + local + ":" + address + ":" + port
                + " " + login(host);
    }
}
