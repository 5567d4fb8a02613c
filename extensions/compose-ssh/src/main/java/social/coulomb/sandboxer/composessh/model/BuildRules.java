package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/// Images built from the workspace, under a name of the sandbox's own, so that teardown finds them and no image
/// of the host is overwritten.
final class BuildRules {

    private final Workspace workspace;
    private final ContainmentRules rules;
    private final String directory;
    private final Findings findings;

    BuildRules(Workspace workspace, ContainmentRules rules, String directory, Findings findings) {
        this.workspace = workspace;
        this.rules = rules;
        this.directory = directory;
        this.findings = findings;
    }

    String imageOf(String service) {
        return "localhost/sandboxer/" + rules.project() + ":" + service;
    }

    ObjectNode ofService(String path, JsonNode wanted) throws IOException {
        ObjectNode contained = JsonNodeFactory.instance.objectNode();
        ObjectNode build = wanted.isTextual()
                ? JsonNodeFactory.instance.objectNode().set("context", wanted)
                : Fields.object(path, wanted, findings);
        String context =
                place(path + ".context", directory, build.path("context").asText("."));
        contained.put("context", rules.onHost(context));
        for (var entry : build.properties()) {
            String fieldPath = path + "." + entry.getKey();
            switch (entry.getKey()) {
                case "context", "labels" -> {}
                case "dockerfile" -> {
                    place(fieldPath, context, entry.getValue().asText());
                    contained.set("dockerfile", entry.getValue());
                }
                case "target" -> contained.set("target", entry.getValue());
                case "args" -> contained.set("args", Fields.of(Fields.pairs(fieldPath, entry.getValue(), findings)));
                default -> findings.addUnknown(fieldPath);
            }
        }
        return contained;
    }

    private String place(String path, String base, String name) throws IOException {
        Optional<String> place = workspace.inside(base, name);
        if (place.isEmpty() || !workspace.exists(place.get())) {
            findings.add(path, "'" + name + "' is not inside the workspace");
        }
        return place.orElse("");
    }
}
