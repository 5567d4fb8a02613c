package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.host.shell.ScriptResource;
import social.coulomb.sandboxer.host.shell.ShellQuoting;

/// Writes the script that brings a contained project up with the engine's own command line. Pure.
///
/// Repeatable on the host: what is there and unchanged stays, what differs is made anew.
final class UpScript {

    private static final String FUNCTIONS = ScriptResource.load(UpScript.class, "up.sh");

    private final ContainedProject project;
    private final ProjectSite site;
    private final List<String> order;
    private final StringBuilder script = new StringBuilder(FUNCTIONS);

    private UpScript(ContainedProject project, ProjectSite site) {
        this.project = project;
        this.site = site;
        this.order = StartOrder.of(services(project));
    }

    static String write(ContainedProject project, ProjectSite site) {
        return new UpScript(project, site).write();
    }

    private String write() {
        script.append("engine() {\n    ")
                .append(ShellQuoting.quote(site.engine().command()))
                .append(" \"$@\"\n}\n");
        assign("project", site.project());
        assign("directory", site.directory());
        project.file().path("volumes").properties().forEach(volume -> volume(volume.getKey()));
        order.forEach(this::provide);
        order.forEach(this::run);
        return script.toString();
    }

    private static JsonNode services(ContainedProject project) {
        return project.file().path("services");
    }

    private void volume(String key) {
        List<String> words = new ArrayList<>(List.of("volume", site.project() + "_" + key));
        words.addAll(labels("com.docker.compose.volume=" + key));
        call(words);
    }

    private void provide(String name) {
        JsonNode service = services(project).path(name);
        String image = service.path("image").asText();
        if (service.has("build")) {
            call(buildWords(name, image, service.path("build")));
        } else {
            call(List.of("image", name, image, service.path("pull_policy").asText("missing")));
        }
        List<String> variables = new ArrayList<>(List.of("environment", name));
        service.path("environment")
                .properties()
                .forEach(variable -> variables.add(
                        variable.getKey() + "=" + variable.getValue().asText()));
        call(variables);
    }

    private List<String> buildWords(String name, String image, JsonNode build) {
        List<String> words = new ArrayList<>(List.of("build", name, image));
        String context = build.path("context").asText();
        if (build.hasNonNull("dockerfile")) {
            words.addAll(
                    List.of("--file", context + "/" + build.path("dockerfile").asText()));
        }
        if (build.hasNonNull("target")) {
            words.addAll(List.of("--target", build.path("target").asText()));
        }
        build.path("args")
                .properties()
                .forEach(argument -> words.addAll(List.of(
                        "--build-arg",
                        argument.getKey() + "=" + argument.getValue().asText())));
        words.addAll(labels("com.docker.compose.service=" + name));
        words.add(context);
        return words;
    }

    private void run(String name) {
        JsonNode service = services(project).path(name);
        awaitDependencies(service.path("depends_on"));
        String container = site.container(name);
        ContainerArguments arguments = new ContainerArguments(site.engine().kind(), service);
        List<NetworkJoin> joins = NetworkJoin.of(name, service, order.indexOf(name), site);
        List<String> words = new ArrayList<>(List.of("start", name, container, hash(service)));
        words.addAll(arguments.options());
        words.addAll(composeLabels(name, service));
        words.addAll(List.of("--env-file", site.directory() + "/environment/" + name));
        words.addAll(
                joins.isEmpty()
                        ? List.of("--network", "none")
                        : joins.getFirst().createOptions());
        words.addAll(hostNames(name, service));
        words.add(service.path("image").asText());
        words.addAll(arguments.command());
        call(words);
        joins.stream().skip(1).forEach(join -> call(join.connectWords(container)));
        call(List.of("launch", name, container));
    }

    private void awaitDependencies(JsonNode dependencies) {
        for (Map.Entry<String, JsonNode> dependency : dependencies.properties()) {
            String container = site.container(dependency.getKey());
            String seconds = Long.toString(site.patience().toSeconds());
            switch (dependency.getValue().path("condition").asText()) {
                case "service_completed_successfully" ->
                    call(List.of("await_end", dependency.getKey(), container, seconds));
                case "service_healthy" -> call(List.of("await_health", dependency.getKey(), container, seconds));
                default -> {}
            }
        }
    }

    private List<String> composeLabels(String name, JsonNode service) {
        List<String> words = new ArrayList<>();
        for (String label : List.of(
                "com.docker.compose.project=" + site.project(),
                "com.docker.compose.service=" + name,
                "com.docker.compose.container-number=1",
                "com.docker.compose.oneoff=False",
                "com.docker.compose.config-hash=" + hash(service),
                "com.docker.compose.project.working_dir=" + site.directory(),
                "com.docker.compose.project.config_files=" + site.directory() + "/compose.json")) {
            words.addAll(List.of("--label", label));
        }
        return words;
    }

    /// Where the engine's names are off, each service knows its neighbours' addresses from the start.
    private List<String> hostNames(String name, JsonNode service) {
        List<String> words = new ArrayList<>();
        for (String neighbour : order) {
            JsonNode other = services(project).path(neighbour);
            for (String key : keys(other.path("networks"))) {
                NetworkSite network = site.networks().get(key);
                if (neighbour.equals(name)
                        || network == null
                        || network.named()
                        || !service.path("networks").has(key)) {
                    continue;
                }
                Optional<String> address = network.address(order.indexOf(neighbour));
                address.ifPresent(found -> {
                    words.addAll(List.of("--add-host", neighbour + ":" + found));
                    other.path("networks")
                            .path(key)
                            .path("aliases")
                            .forEach(alias -> words.addAll(List.of("--add-host", alias.asText() + ":" + found)));
                });
            }
        }
        return words;
    }

    private static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private List<String> labels(String... more) {
        List<String> words = new ArrayList<>();
        for (String label : site.labels()) {
            words.addAll(List.of("--label", label));
        }
        words.addAll(List.of("--label", "com.docker.compose.project=" + site.project()));
        for (String label : more) {
            words.addAll(List.of("--label", label));
        }
        return words;
    }

    private String hash(JsonNode service) {
        return ContentHash.of(service.toString() + new TreeMap<>(site.networks()));
    }

    private void assign(String variable, String value) {
        script.append(variable).append('=').append(ShellQuoting.quote(value)).append('\n');
    }

    private void call(List<String> words) {
        script.append(ShellQuoting.quote(words)).append('\n');
    }
}
