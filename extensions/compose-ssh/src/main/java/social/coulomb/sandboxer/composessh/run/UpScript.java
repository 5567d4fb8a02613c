package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// Writes the calls that bring a contained project up with the engine's own command line. Pure.
///
/// Repeatable on the host: what is there and unchanged stays, what differs is made anew.
final class UpScript {

    private final ContainedProject project;
    private final ProjectSite site;
    private final NetworkSites networks;
    private final Duration patience;
    private final List<String> order;
    private final ProjectScript script;

    /// @param patience how long a service may take until those that wait for it start
    UpScript(
            ContainedProject project,
            ProjectSite site,
            NetworkSites networks,
            Duration patience,
            ProjectScript script) {
        this.project = project;
        this.site = site;
        this.networks = networks;
        this.patience = patience;
        this.script = script;
        this.order = StartOrder.of(services());
    }

    void write() {
        project.file().path("volumes").properties().forEach(volume -> volume(volume.getKey()));
        ImageCalls.write(project, site, script);
        order.forEach(this::environment);
        order.forEach(this::run);
    }

    private JsonNode services() {
        return project.file().path("services");
    }

    private void volume(String key) {
        List<String> words = new ArrayList<>(List.of("volume", site.project() + "_" + key));
        words.addAll(ProjectScript.labels(site, Map.of("volume", key)));
        script.call(words);
    }

    private void environment(String name) {
        List<String> words = new ArrayList<>(List.of("environment", name));
        services()
                .path(name)
                .path("environment")
                .properties()
                .forEach(variable ->
                        words.add(variable.getKey() + "=" + variable.getValue().asText()));
        if (words.size() > 2) {
            script.call(words);
        }
    }

    private void run(String name) {
        JsonNode service = services().path(name);
        awaitDependencies(service.path("depends_on"));
        String container = site.container(name);
        ContainerArguments arguments = new ContainerArguments(site.engine().kind(), site.project(), service);
        List<NetworkJoin> joins = NetworkJoin.of(name, service, order.indexOf(name), networks);
        // One command does for most; what joins several networks, or must not run twice, takes more.
        boolean simple = joins.size() < 2 && !isOneShot(name);
        List<String> words = new ArrayList<>(List.of(simple ? "run" : "make", name, container, hash(service)));
        words.addAll(arguments.options());
        words.addAll(composeLabels(name, service));
        if (!service.path("environment").isEmpty()) {
            words.addAll(List.of("--env-file", site.directory() + "/environment/" + name));
        }
        words.addAll(
                joins.isEmpty()
                        ? List.of("--network", "none")
                        : joins.getFirst().createOptions());
        words.addAll(hostNames(name, service));
        words.add(service.path("image").asText());
        words.addAll(arguments.command());
        script.call(words);
        if (!simple) {
            joins.stream().skip(1).forEach(join -> script.call(join.connectWords(container)));
            script.call(isOneShot(name) ? "launch_once" : "launch", name, container);
        }
    }

    private boolean isOneShot(String name) {
        return project.services().stream().anyMatch(service -> service.name().equals(name) && service.oneShot());
    }

    private void awaitDependencies(JsonNode dependencies) {
        for (Map.Entry<String, JsonNode> dependency : dependencies.properties()) {
            String container = site.container(dependency.getKey());
            String seconds = Long.toString(patience.toSeconds());
            switch (dependency.getValue().path("condition").asText()) {
                case "service_completed_successfully" ->
                    script.call("await_end", dependency.getKey(), container, seconds);
                case "service_healthy" -> script.call("await_health", dependency.getKey(), container, seconds);
                default -> {}
            }
        }
    }

    /// So that compose programs list the project as theirs.
    private List<String> composeLabels(String name, JsonNode service) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("project", site.project());
        labels.put("service", name);
        labels.put("container-number", "1");
        labels.put("oneoff", "False");
        labels.put("config-hash", hash(service));
        labels.put("project.working_dir", site.directory());
        labels.put("project.config_files", site.directory() + "/compose.json");
        List<String> words = new ArrayList<>();
        labels.forEach((key, value) -> words.addAll(List.of("--label", "com.docker.compose." + key + "=" + value)));
        return words;
    }

    /// Where the engine's names are off, each service knows its neighbours' addresses from the start.
    private List<String> hostNames(String name, JsonNode service) {
        List<String> words = new ArrayList<>();
        for (String neighbour : order) {
            if (neighbour.equals(name)) {
                continue;
            }
            JsonNode joined = services().path(neighbour).path("networks");
            for (Map.Entry<String, JsonNode> join : joined.properties()) {
                if (service.path("networks").has(join.getKey())) {
                    addressOf(join.getKey(), neighbour).ifPresent(address -> {
                        words.addAll(List.of("--add-host", neighbour + ":" + address));
                        join.getValue()
                                .path("aliases")
                                .forEach(alias -> words.addAll(List.of("--add-host", alias.asText() + ":" + address)));
                    });
                }
            }
        }
        return words;
    }

    private Optional<String> addressOf(String network, String service) {
        return networks.site(network)
                .filter(site -> !site.named())
                .flatMap(site -> site.address(order.indexOf(service)));
    }

    private String hash(JsonNode service) {
        return ContentHash.of(service.toString() + new TreeMap<>(networks.byKey()));
    }
}
