package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.host.engine.ComposeInfo.Variant;

/// Writes a contained project in the form that one family of compose programs reads rightly. Pure.
final class ComposeDialect {

    private ComposeDialect() {}

    static String write(ContainedProject project, Variant variant) {
        ObjectNode file = (ObjectNode) project.composeFile();
        file.path("services").forEach(service -> {
            ObjectNode definition = (ObjectNode) service;
            // Its image is there by then.
            definition.remove(List.of("build", "pull_policy"));
            networks(definition, variant);
        });
        return file.toString();
    }

    /// Joined networks as a list, which alone all programs read; as a mapping only where one has aliases.
    private static void networks(ObjectNode service, Variant variant) {
        JsonNode joined = service.path("networks");
        boolean plain =
                joined.properties().stream().allMatch(join -> join.getValue().isEmpty());
        if (joined.isEmpty() || (!plain && variant != Variant.PODMAN_COMPOSE)) {
            return;
        }
        ArrayNode names = service.arrayNode();
        joined.fieldNames().forEachRemaining(names::add);
        service.set("networks", names);
    }
}
