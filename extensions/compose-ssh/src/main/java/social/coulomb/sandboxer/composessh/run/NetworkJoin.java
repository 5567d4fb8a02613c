package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One service in one network: by which address and which names.
record NetworkJoin(NetworkSite network, Optional<String> address, List<String> names) {

    /// @param number the service's place in the start order; fixes its addresses
    static List<NetworkJoin> of(String service, JsonNode definition, int number, NetworkSites networks) {
        List<NetworkJoin> joins = new ArrayList<>();
        for (Map.Entry<String, JsonNode> wanted : definition.path("networks").properties()) {
            NetworkSite network = networks.site(wanted.getKey()).orElse(null);
            if (network == null) {
                continue;
            }
            List<String> names = new ArrayList<>(List.of(service));
            wanted.getValue().path("aliases").forEach(alias -> names.add(alias.asText()));
            Optional<String> address = network.named() ? Optional.empty() : network.address(number);
            joins.add(new NetworkJoin(network, address, names));
        }
        return joins;
    }

    /// For the network that a container is made in.
    List<String> createOptions() {
        List<String> words = new ArrayList<>(List.of("--network", network.name()));
        address.ifPresent(fixed -> words.addAll(List.of("--ip", fixed)));
        names.forEach(name -> words.addAll(List.of("--network-alias", name)));
        return words;
    }

    /// For each further network.
    List<String> connectWords(String container) {
        List<String> words = new ArrayList<>(List.of("join", container, network.name()));
        address.ifPresent(fixed -> words.addAll(List.of("--ip", fixed)));
        names.forEach(name -> words.addAll(List.of("--alias", name)));
        return words;
    }
}
