package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A service's environment: what the file says, over what its `env_file`s in the workspace say.
final class EnvironmentRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final Workspace workspace;
    private final String directory;
    private final Findings findings;

    EnvironmentRules(Workspace workspace, String directory, Findings findings) {
        this.workspace = workspace;
        this.directory = directory;
        this.findings = findings;
    }

    ObjectNode ofService(String path, ObjectNode service) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        JsonNode files = service.path("env_file");
        if (files.isArray()) {
            int index = 0;
            for (JsonNode file : files) {
                read(path + ".env_file[" + index++ + "]", file, values);
            }
        } else if (!files.isMissingNode() && !files.isNull()) {
            read(path + ".env_file", files, values);
        }
        if (service.hasNonNull("environment")) {
            values.putAll(Fields.pairs(path + ".environment", service.get("environment"), findings));
        }
        values.forEach((name, value) -> {
            if (value.contains("\n") || !NAME.matcher(name).matches()) {
                findings.add(
                        path + ".environment." + name.strip(),
                        "must be a name and one line of text: put longer text into a file of the workspace");
            }
        });
        return Fields.of(values);
    }

    private void read(String path, JsonNode file, Map<String, String> values) throws IOException {
        String name = file.isObject() ? file.path("path").asText() : file.asText();
        boolean required = !file.isObject() || file.path("required").asBoolean(true);
        Optional<String> place = workspace.inside(directory, name);
        if (place.isEmpty()) {
            findings.add(path, "'" + name + "' lies outside the workspace");
            return;
        }
        try {
            Optional<String> text = workspace.read(place.get());
            if (text.isEmpty() && required) {
                findings.add(path, "'" + name + "' is not a file in the workspace");
            }
            values.putAll(EnvironmentFile.parse(name, text.orElse("")));
        } catch (ComposeRefused e) {
            e.findings().forEach(finding -> findings.add(path, finding.toString()));
        }
    }
}
