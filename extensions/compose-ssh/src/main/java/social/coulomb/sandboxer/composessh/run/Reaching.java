package social.coulomb.sandboxer.composessh.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.SshCommands;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;
import social.coulomb.sandboxer.sdk.Reachability.Via;

/// How a consumer gets to a project's workspace and services. Pure: the same sight gives the same answer.
final class Reaching {

    private Reaching() {}

    static Reachability of(HostSettings host, ProjectSite site, ProjectPlan plan, List<SeenContainer> containers) {
        SshCommands commands = new SshCommands(host.endpoint());
        List<Endpoint> endpoints = new ArrayList<>();
        for (ProjectPlan.PlannedService service : plan.services()) {
            Optional<SeenContainer> container = containers.stream()
                    .filter(candidate -> candidate.service().equals(service.name()))
                    .findFirst();
            for (ProjectPlan.PlannedPort port : service.ports()) {
                published(port, container)
                        .map(outside -> published(commands, service.name(), port, outside))
                        .or(() -> tunnelled(commands, site, service.name(), port, container))
                        .ifPresent(endpoints::add);
            }
        }
        return new Reachability(
                commands.login(),
                commands.shellIn(site.workspace()),
                site.workspace(),
                host.endpoint().address(),
                site.project(),
                endpoints);
    }

    /// The port on the host's loopback: the one that the file names, or the one that the engine chose.
    private static Optional<Integer> published(ProjectPlan.PlannedPort port, Optional<SeenContainer> container) {
        return port.published() != 0
                ? Optional.of(port.published())
                : container.map(seen -> seen.published().get(port.container()));
    }

    private static Endpoint published(SshCommands commands, String service, ProjectPlan.PlannedPort port, int outside) {
        // A number that the engine chose says nothing to a person; the service's own does.
        int local = port.published() != 0 ? outside : port.container();
        return new Endpoint(service, outside, Via.PUBLISHED, commands.tunnel(local, "127.0.0.1", outside));
    }

    /// Empty where the host itself does not reach its containers.
    private static Optional<Endpoint> tunnelled(
            SshCommands commands,
            ProjectSite site,
            String service,
            ProjectPlan.PlannedPort port,
            Optional<SeenContainer> container) {
        return container
                .filter(seen -> !site.engine().rootless())
                .flatMap(SeenContainer::address)
                .map(address -> commands.tunnel(port.container(), address, port.container()))
                .map(command -> new Endpoint(service, port.container(), Via.TUNNEL, command));
    }
}
