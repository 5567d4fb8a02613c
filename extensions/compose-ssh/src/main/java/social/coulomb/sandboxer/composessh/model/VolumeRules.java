package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Mounts: named volumes of the sandbox itself, and places inside its workspace. Nothing else of the host.
final class VolumeRules {

    private static final Set<String> LONG_FORM =
            Set.of("type", "source", "target", "read_only", "volume", "bind", "tmpfs");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,40}");

    private record Bind(String path, String place, boolean writable) {}

    private final Workspace workspace;
    private final ContainmentRules rules;
    private final String directory;
    private final Findings findings;
    private final Set<String> declared = new LinkedHashSet<>();
    private final List<Bind> binds = new ArrayList<>();

    VolumeRules(Workspace workspace, ContainmentRules rules, String directory, ObjectNode volumes, Findings findings) {
        this.workspace = workspace;
        this.rules = rules;
        this.directory = directory;
        this.findings = findings;
        volumes.properties().forEach(entry -> declare(entry.getKey(), entry.getValue()));
    }

    private void declare(String name, JsonNode volume) {
        String path = "volumes." + name;
        if (!NAME.matcher(name).matches()) {
            findings.add(path, "is no usable name: use letters, digits, '.', '-' and '_'");
        }
        declared.add(name);
        Fields.object(path, volume, findings).properties().forEach(entry -> {
            String place = path + "." + entry.getKey();
            switch (entry.getKey()) {
                case "labels" -> {}
                case "driver" -> {
                    if (!entry.getValue().asText().equals("local")) {
                        findings.add(place, "must be local: other drivers reach outside the sandbox");
                    }
                }
                case "driver_opts" -> {
                    if (!entry.getValue().isEmpty()) {
                        findings.add(place, "is not allowed: it can mount any place of the host");
                    }
                }
                case "external" -> {
                    if (entry.getValue().isObject() || entry.getValue().asBoolean()) {
                        findings.add(place, "is not allowed: a sandbox has volumes of its own only");
                    }
                }
                case "name" -> findings.add(place, "is not allowed: the volume's name is made from the sandbox's");
                default -> findings.addUnknown(place);
            }
        });
    }

    /// The mounts of one service, in the short form that every compose program reads.
    ArrayNode ofService(String path, JsonNode wanted) throws IOException {
        ArrayNode mounts = JsonNodeFactory.instance.arrayNode();
        int index = 0;
        for (JsonNode mount : wanted) {
            String place = path + "[" + index++ + "]";
            Optional<String> contained =
                    mount.isObject() ? longForm(place, (ObjectNode) mount) : shortForm(place, mount);
            contained.ifPresent(mounts::add);
        }
        if (!wanted.isArray()) {
            findings.addWrongType(path, "a list", wanted);
        }
        return mounts;
    }

    private Optional<String> shortForm(String path, JsonNode mount) throws IOException {
        String[] parts = mount.asText().split(":", -1);
        if (parts.length == 1) {
            return target(path, parts[0]);
        }
        if (parts.length > 3) {
            findings.add(path, "has too many ':': write source:target or source:target:ro");
            return Optional.empty();
        }
        boolean readOnly = parts.length == 3 && isReadOnly(path, parts[2]);
        return mount(path, parts[0], parts[1], readOnly);
    }

    private boolean isReadOnly(String path, String options) {
        boolean readOnly = false;
        for (String option : options.split(",", -1)) {
            switch (option) {
                case "ro" -> readOnly = true;
                case "rw" -> readOnly = false;
                // Labels of security modules: they relabel the workspace, which is the sandbox's own.
                case "z", "Z" -> {}
                default -> findings.add(path, "has option '" + option + "' that is not allowed: use ro or rw");
            }
        }
        return readOnly;
    }

    private Optional<String> longForm(String path, ObjectNode mount) throws IOException {
        mount.properties().forEach(entry -> {
            boolean known = LONG_FORM.contains(entry.getKey());
            boolean empty = entry.getValue().isValueNode() || entry.getValue().isEmpty();
            if (!known || !empty) {
                findings.addUnknown(path + "." + entry.getKey());
            }
        });
        String target = mount.path("target").asText();
        return switch (mount.path("type").asText()) {
            case "volume", "bind" ->
                mount.hasNonNull("source")
                        ? mount(
                                path,
                                mount.path("source").asText(),
                                target,
                                mount.path("read_only").asBoolean())
                        : target(path, target);
            default -> {
                findings.add(path + ".type", "must be volume or bind; for memory use the service's tmpfs");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> mount(String path, String source, String target, boolean readOnly) throws IOException {
        Optional<String> checkedTarget = target(path, target);
        if (!source.startsWith(".") && !source.startsWith("/") && !source.startsWith("~") && !source.contains("/")) {
            if (!declared.contains(source)) {
                findings.add(path, "names volume '" + source + "' that the file does not declare");
            }
            return checkedTarget.map(inside -> source + ":" + inside + (readOnly ? ":ro" : ""));
        }
        Optional<String> place = workspace.inside(directory, source);
        if (place.isEmpty()) {
            findings.add(path, "mounts '" + source + "', which lies outside the workspace");
            return Optional.empty();
        }
        if (!workspace.exists(place.get())) {
            findings.add(path, "mounts '" + source + "', which is not in the workspace: add it there");
            return Optional.empty();
        }
        if (place.get().contains(":")) {
            findings.add(path, "mounts '" + source + "', whose name has a ':' in it: rename it");
            return Optional.empty();
        }
        binds.add(new Bind(path, place.get(), !readOnly));
        return checkedTarget.map(inside -> rules.onHost(place.get()) + ":" + inside + (readOnly ? ":ro" : ""));
    }

    /// Somebody else mounts that place of the workspace.
    void mountsReadOnly(String path, String place) {
        binds.add(new Bind(path, place, false));
    }

    private Optional<String> target(String path, String target) {
        return Targets.check(path, target, findings);
    }

    /// A place below a writable mount can be swapped for a link between two starts, which would mount what it
    /// points to. So whoever mounts a directory writably must mount all of it that anybody mounts.
    void refuseReplaceableSources() {
        for (Bind inner : binds) {
            for (Bind outer : binds) {
                if (outer.writable() && isBelow(inner.place(), outer.place())) {
                    findings.add(
                            inner.path(),
                            "mounts a place below another writable mount (" + outer.path()
                                    + "), which could replace it by a link: make that one read-only");
                }
            }
        }
    }

    private static boolean isBelow(String place, String directory) {
        return !place.equals(directory) && (directory.isEmpty() || place.startsWith(directory + "/"));
    }

    ObjectNode declarations() {
        ObjectNode declarations = JsonNodeFactory.instance.objectNode();
        Map<String, String> labels = new LinkedHashMap<>(rules.labels());
        declared.forEach(name -> declarations.putObject(name).set("labels", Fields.of(labels)));
        return declarations;
    }
}
