package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// One service: every key is either checked and rewritten, passed on because it acts inside the container only,
/// or refused by name.
final class ServiceRules {

    /// Act on the inside of the container alone, whatever their value.
    private static final Set<String> HARMLESS = Set.of(
            "command",
            "entrypoint",
            "working_dir",
            "user",
            "init",
            "read_only",
            "tty",
            "stdin_open",
            "stop_signal",
            "stop_grace_period",
            "cap_drop",
            "healthcheck",
            "platform");

    /// Rewritten by a rule of their own, or left out because the sandbox decides.
    private static final Set<String> REWRITTEN = Set.of(
            "image",
            "build",
            "environment",
            "env_file",
            "volumes",
            "configs",
            "secrets",
            "networks",
            "labels",
            "ports",
            "expose",
            "mem_limit",
            "memswap_limit",
            "mem_reservation",
            "cpus",
            "pids_limit",
            "deploy",
            "depends_on",
            "profiles");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,40}");
    private static final Pattern HOSTNAME = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]{0,61}[a-zA-Z0-9])?");

    /// The rules of a service's parts.
    record Parts(
            NetworkRules networks,
            VolumeRules volumes,
            FileRules files,
            EnvironmentRules environment,
            BuildRules builds) {}

    record Contained(ObjectNode definition, ContainedProject.Service summary) {}

    private final ContainmentRules rules;
    private final Parts parts;
    private final Findings findings;
    private final SwitchRules switches;
    private final ResourceRules resources;
    private final PortRules ports;

    ServiceRules(ContainmentRules rules, Parts parts, Findings findings) {
        this.rules = rules;
        this.parts = parts;
        this.findings = findings;
        this.switches = new SwitchRules(findings);
        this.resources = new ResourceRules(rules, findings);
        this.ports = new PortRules(rules, findings);
    }

    Contained contain(String name, ObjectNode wanted) throws IOException {
        String path = "services." + name;
        if (!NAME.matcher(name).matches()) {
            findings.add(path, "is no usable name: use letters, digits, '.', '-' and '_'");
        }
        ObjectNode contained = JsonNodeFactory.instance.objectNode();
        wanted.properties().forEach(entry -> passOn(path, entry.getKey(), entry.getValue(), contained));
        String builtImage = imageOrBuild(path, name, wanted, contained);
        ObjectNode environment = parts.environment().ofService(path, wanted);
        if (!environment.isEmpty()) {
            contained.set("environment", environment);
        }
        mounts(path, wanted, contained);
        if (!wanted.path("network_mode").asText().equals("none")) {
            contained.set("networks", parts.networks().ofService(path + ".networks", wanted.path("networks")));
        }
        contained.set("labels", labels(path, wanted));
        resources.contain(path, wanted, contained);
        List<ContainedProject.ServicePort> offered = ports.contain(path, wanted, contained);
        return new Contained(contained, new ContainedProject.Service(name, offered, builtImage, false));
    }

    private void passOn(String path, String key, JsonNode value, ObjectNode contained) {
        if (HARMLESS.contains(key)) {
            contained.set(key, value);
        } else if (key.equals("hostname")) {
            if (!HOSTNAME.matcher(value.asText()).matches()) {
                findings.add(path + ".hostname", "'" + value.asText() + "' is no host name");
            }
            contained.set(key, value);
        } else if (!REWRITTEN.contains(key) && !key.startsWith("x-")) {
            switches.contain(path, key, value, contained);
        }
    }

    private String imageOrBuild(String path, String name, ObjectNode wanted, ObjectNode contained) throws IOException {
        if (wanted.hasNonNull("build")) {
            String image = parts.builds().imageOf(name);
            contained.set("build", parts.builds().ofService(path + ".build", wanted.get("build")));
            contained.put("image", image);
            return image;
        }
        String image = wanted.path("image").asText();
        ImageNames.complaint(image).ifPresent(complaint -> findings.add(path + ".image", complaint));
        contained.put("image", image);
        return "";
    }

    private void mounts(String path, ObjectNode wanted, ObjectNode contained) throws IOException {
        ArrayNode mounts = wanted.hasNonNull("volumes")
                ? parts.volumes().ofService(path + ".volumes", wanted.get("volumes"))
                : JsonNodeFactory.instance.arrayNode();
        for (String section : List.of("configs", "secrets")) {
            if (wanted.hasNonNull(section)) {
                parts.files().mount(path + "." + section, section, wanted.get(section), mounts);
            }
        }
        if (!mounts.isEmpty()) {
            contained.set("volumes", mounts);
        }
    }

    private ObjectNode labels(String path, ObjectNode wanted) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        if (wanted.hasNonNull("labels")) {
            Fields.pairs(path + ".labels", wanted.get("labels"), findings).forEach((key, value) -> {
                if (key.startsWith("com.docker.compose.")
                        || key.startsWith("io.podman.")
                        || key.startsWith("sandboxer.coulomb.social/")) {
                    findings.add(path + ".labels", "sets '" + key + "', which tells whose a container is: remove it");
                }
                labels.put(key, value);
            });
        }
        rules.labels().forEach(labels::put);
        return labels;
    }
}
