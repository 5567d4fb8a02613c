package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.host.engine.EngineKind;

/// The scripts about a project that do not depend on who brings it up. Pure.
final class ProjectScripts {

    private ProjectScripts() {}

    /// Makes the project's networks and closes them. What is built is built from a workspace that no container of an
    /// earlier attempt can still change: a link in it would lead the build to files of the host.
    ///
    /// @param named whether the engine's name server is needed on closed networks too
    static String networks(ProjectSite site, ContainedProject project, boolean named) {
        ProjectScript script =
                ProjectScript.about(site, "networks.sh", "look.sh").call("require_ours");
        if (project.services().stream()
                .anyMatch(service -> !service.builtImage().isEmpty())) {
            script.call("end_former");
        }
        return script.section(
                        "networks",
                        () -> project.networks().forEach(network -> script.call(networkWords(site, network, named))))
                .text();
    }

    private static List<String> networkWords(ProjectSite site, ContainedProject.PlannedNetwork network, boolean named) {
        // Podman's name server answers for the world outside too, also on internal networks.
        boolean leaks = network.internal() && site.engine().kind() == EngineKind.PODMAN;
        List<String> words = new ArrayList<>(List.of(
                "network", network.key(), network.name(), network.internal() ? "1" : "0", leaks && !named ? "0" : "1"));
        if (leaks && !named && site.engine().rootless()) {
            // Nobody but root can close it; without it the network has no address of the host's at all.
            words.add("--disable-dns");
        }
        words.addAll(ProjectScript.labels(site, Map.of("network", network.key())));
        return words;
    }

    /// Reads what exists of the project and changes nothing.
    static String look(ProjectSite site) {
        return ProjectScript.about(site, "look.sh").call("look").text();
    }

    /// Ends what may still be bringing the project up.
    static String interrupt(ProjectSite site) {
        ProjectScript script = ProjectScript.about(site, "down.sh");
        return script.section("interrupted", () -> script.call("end_up")).text();
    }

    /// Removes exactly what was seen and proven to be the sandbox's, and files that only the engine can remove.
    ///
    /// @param grace how long containers that want to end by themselves may take at most
    static String remove(ProjectSite site, ProjectSight sight, Duration grace) {
        ProjectScript script = ProjectScript.about(site, "down.sh");
        sight.stopGraces().forEach((container, wanted) -> {
            Duration granted = wanted.compareTo(grace) < 0 ? wanted : grace;
            script.call("stop", container, Long.toString(Math.max(1, granted.toSeconds())));
        });
        script.call("wait");
        script.call("remove_files");
        return script.section("removed", () -> {
                    sight.names().forEach((kind, names) -> {
                        List<String> words = new ArrayList<>(List.of("remove", kind));
                        words.addAll(names);
                        script.call(words);
                    });
                    script.call("open_gates");
                })
                .text();
    }

    /// Waits until all services run, and looks from inside meanwhile.
    static void settle(ProjectScript script, ContainedProject project, NetworkSites networks, Duration patience) {
        script.assign("one_shots", names(project, true))
                .assign("gateways", String.join(" ", networks.gateways()))
                .assign("inspected", String.join(" ", networks.inspectedServices(project)))
                .call(
                        "settle",
                        Long.toString(patience.toSeconds()),
                        Integer.toString(project.services().size()));
    }

    private static String names(ContainedProject project, boolean oneShot) {
        return String.join(
                " ",
                project.services().stream()
                        .filter(service -> service.oneShot() == oneShot)
                        .map(ContainedProject.Service::name)
                        .toList());
    }
}
