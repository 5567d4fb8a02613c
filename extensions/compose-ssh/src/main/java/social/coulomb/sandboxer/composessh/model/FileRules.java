package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `configs` and `secrets`: files of the workspace, mounted read-only where the compose specification puts
/// them.
///
/// They become plain mounts, because the older compose programs read neither.
final class FileRules {

    private static final Set<String> ITEM = Set.of("source", "target", "uid", "gid", "mode");

    private final Workspace workspace;
    private final ContainmentRules rules;
    private final String directory;
    private final VolumeRules volumes;
    private final Findings findings;
    private final Map<String, String> places = new HashMap<>();

    /// @param volumes is told what is mounted, since other mounts may endanger it
    FileRules(Workspace workspace, ContainmentRules rules, String directory, VolumeRules volumes, Findings findings) {
        this.workspace = workspace;
        this.rules = rules;
        this.directory = directory;
        this.volumes = volumes;
        this.findings = findings;
    }

    void declare(String section, ObjectNode declared) throws IOException {
        for (Map.Entry<String, JsonNode> entry : declared.properties()) {
            String path = section + "." + entry.getKey();
            ObjectNode file = Fields.object(path, entry.getValue(), findings);
            file.fieldNames().forEachRemaining(key -> {
                if (!key.equals("file")) {
                    findings.add(path + "." + key, "is not allowed: only 'file', inside the workspace, is");
                }
            });
            String source = file.path("file").asText();
            Optional<String> place = workspace.inside(directory, source);
            if (place.isEmpty() || place.get().contains(":") || !workspace.isFile(place.get())) {
                findings.add(path + ".file", "'" + source + "' is not a file inside the workspace");
            } else {
                places.put(path, place.get());
            }
        }
    }

    /// Adds a service's configs or secrets to its mounts.
    void mount(String path, String section, JsonNode wanted, ArrayNode mounts) {
        if (!wanted.isArray()) {
            findings.addWrongType(path, "a list", wanted);
        }
        int index = 0;
        for (JsonNode item : wanted) {
            String itemPath = path + "[" + index++ + "]";
            String source = item.isObject() ? item.path("source").asText() : item.asText();
            String place = places.get(section + "." + source);
            if (place == null) {
                findings.add(itemPath, "names '" + source + "', which '" + section + "' does not declare");
                continue;
            }
            item.fieldNames().forEachRemaining(key -> {
                if (!ITEM.contains(key)) {
                    findings.addUnknown(itemPath + "." + key);
                }
            });
            volumes.mountsReadOnly(itemPath, place);
            Targets.check(itemPath, target(section, source, item), findings)
                    .ifPresent(target -> mounts.add(rules.onHost(place) + ":" + target + ":ro"));
        }
    }

    private static String target(String section, String source, JsonNode item) {
        String fallback = section.equals("secrets") ? "/run/secrets/" + source : "/" + source;
        String target = item.path("target").asText(fallback);
        if (target.startsWith("/")) {
            return target;
        }
        return section.equals("secrets") ? "/run/secrets/" + target : "/" + target;
    }
}
