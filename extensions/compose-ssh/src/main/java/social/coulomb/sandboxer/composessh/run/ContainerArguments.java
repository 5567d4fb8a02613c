package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.host.engine.EngineKind;
import social.coulomb.sandboxer.host.shell.ShellQuoting;

/// The engine's arguments for one service of a contained project. Pure.
///
/// Only what the containment lets through is translated; values of the environment travel in a file, never
/// here.
final class ContainerArguments {

    /// Fields whose value is handed to one option as it is.
    private static final Map<String, String> PLAIN = plainOptions();

    private final EngineKind engine;
    private final String project;
    private final JsonNode service;
    private final List<String> arguments = new ArrayList<>();

    ContainerArguments(EngineKind engine, String project, JsonNode service) {
        this.engine = engine;
        this.project = project;
        this.service = service;
    }

    private static Map<String, String> plainOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("working_dir", "--workdir");
        options.put("user", "--user");
        options.put("hostname", "--hostname");
        options.put("stop_signal", "--stop-signal");
        options.put("shm_size", "--shm-size");
        options.put("platform", "--platform");
        options.put("restart", "--restart");
        options.put("mem_limit", "--memory");
        options.put("memswap_limit", "--memory-swap");
        options.put("cpus", "--cpus");
        options.put("pids_limit", "--pids-limit");
        return options;
    }

    /// Options for `create`, without name, networks and environment file, in a stable order.
    List<String> options() {
        arguments.clear();
        PLAIN.forEach((field, option) -> {
            if (service.hasNonNull(field)) {
                add(option, service.get(field).asText());
            }
        });
        service.path("labels")
                .properties()
                .forEach(label ->
                        add("--label", label.getKey() + "=" + label.getValue().asText()));
        each("volumes", mount -> add("--volume", isNamed(mount) ? project + "_" + mount : mount));
        each("tmpfs", mount -> add("--tmpfs", mount));
        each("ports", port -> add("--publish", port));
        each("cap_add", capability -> add("--cap-add", capability));
        each("cap_drop", capability -> add("--cap-drop", capability));
        each("security_opt", option -> add("--security-opt", option));
        flag("init", "--init");
        flag("read_only", "--read-only");
        flag("tty", "--tty");
        flag("stdin_open", "--interactive");
        if (service.hasNonNull("stop_grace_period")) {
            long seconds = ComposeDuration.parse(
                            service.get("stop_grace_period").asText())
                    .toSeconds();
            add("--stop-timeout", Long.toString(seconds));
        }
        healthcheck(service.path("healthcheck"));
        List<String> entrypoint = words(service.path("entrypoint"));
        if (service.has("entrypoint")) {
            add("--entrypoint", entrypoint.isEmpty() ? "" : entrypoint.getFirst());
        }
        return List.copyOf(arguments);
    }

    /// What stands behind the image: the rest of the entrypoint, then the command.
    List<String> command() {
        List<String> entrypoint = words(service.path("entrypoint"));
        List<String> command = new ArrayList<>();
        if (entrypoint.size() > 1) {
            command.addAll(entrypoint.subList(1, entrypoint.size()));
        }
        command.addAll(words(service.path("command")));
        return command;
    }

    private void healthcheck(JsonNode check) {
        List<String> test = check.path("test").isTextual()
                ? List.of("CMD-SHELL", check.path("test").asText())
                : words(check.path("test"));
        if (check.path("disable").asBoolean() || test.equals(List.of("NONE"))) {
            arguments.add("--no-healthcheck");
            return;
        }
        if (test.size() < 2) {
            return;
        }
        add("--health-cmd", healthCommand(test));
        for (String field : List.of("interval", "timeout", "start_period")) {
            if (check.hasNonNull(field)) {
                add("--health-" + field.replace('_', '-'), check.get(field).asText());
            }
        }
        if (check.hasNonNull("retries")) {
            add("--health-retries", check.get("retries").asText());
        }
    }

    /// podman reads a JSON array as a command without a shell; docker's command line knows the shell form only.
    private String healthCommand(List<String> test) {
        List<String> rest = test.subList(1, test.size());
        if (test.getFirst().equals("CMD-SHELL")) {
            return String.join(" ", rest);
        }
        if (engine == EngineKind.DOCKER) {
            return ShellQuoting.quote(rest);
        }
        if (rest.size() == 1) {
            return "CMD " + rest.getFirst();
        }
        return rest.stream().map(word -> TextNode.valueOf(word).toString()).collect(Collectors.joining(",", "[", "]"));
    }

    /// A volume by name and not a place of the host.
    private static boolean isNamed(String mount) {
        return !mount.startsWith("/");
    }

    private void each(String field, Consumer<String> item) {
        JsonNode values = service.path(field);
        if (values.isValueNode() && !values.isNull() && !values.isMissingNode()) {
            item.accept(values.asText());
        }
        values.forEach(value -> item.accept(value.asText()));
    }

    private void flag(String field, String option) {
        if (service.path(field).asBoolean()) {
            arguments.add(option);
        }
    }

    private void add(String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }

    private static List<String> words(JsonNode node) {
        if (node.isTextual()) {
            return ShellWords.split(node.asText());
        }
        List<String> words = new ArrayList<>();
        node.forEach(word -> words.add(word.asText()));
        return words;
    }
}
