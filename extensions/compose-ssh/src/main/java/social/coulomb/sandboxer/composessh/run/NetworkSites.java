package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// The networks of a project as the engine made them, by their key in the compose file.
record NetworkSites(Map<String, NetworkSite> byKey) {

    NetworkSites {
        byKey = Map.copyOf(byKey);
    }

    /// Reads the lines that the networks' script prints.
    static NetworkSites parse(String lines) {
        Map<String, NetworkSite> sites = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length == 6) {
                sites.put(
                        words[0],
                        new NetworkSite(words[1], known(words[2]), known(words[3]), isTrue(words[4]), gate(words[5])));
            }
        }
        return new NetworkSites(sites);
    }

    private static String known(String word) {
        return word.equals("-") ? "" : word;
    }

    private static NetworkSite.Gate gate(String word) {
        return switch (word) {
            case "rules" -> NetworkSite.Gate.RULES;
            case "needless" -> NetworkSite.Gate.NEEDLESS;
            default -> NetworkSite.Gate.MISSING;
        };
    }

    private static boolean isTrue(String word) {
        return word.equals("1");
    }

    Optional<NetworkSite> site(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// Addresses by which a closed network's containers would meet the host.
    List<String> gateways() {
        return byKey.values().stream()
                .map(NetworkSite::gateway)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /// How many rules of the firewall close the project's networks: for each, one towards the host and one
    /// towards everything else.
    int gates(ContainedProject project) {
        long gated = project.networks().stream()
                .filter(ContainedProject.PlannedNetwork::internal)
                .filter(network -> site(network.key())
                        .filter(site -> site.gate() == NetworkSite.Gate.RULES)
                        .isPresent())
                .count();
        return 2 * (int) gated;
    }

    /// One service of each closed network, from which it is tried whether the network is closed.
    List<String> inspectedServices(ContainedProject project) {
        List<String> closed = project.networks().stream()
                .filter(ContainedProject.PlannedNetwork::internal)
                .map(ContainedProject.PlannedNetwork::key)
                .toList();
        List<String> inspected = new ArrayList<>();
        for (String key : closed) {
            project.services().stream()
                    .filter(service -> !service.oneShot())
                    .map(ContainedProject.Service::name)
                    .filter(name -> networksOf(project, name).has(key))
                    .findFirst()
                    .filter(name -> !inspected.contains(name))
                    .ifPresent(inspected::add);
        }
        return inspected;
    }

    private static JsonNode networksOf(ContainedProject project, String service) {
        return project.file().path("services").path(service).path("networks");
    }
}
