package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// `depends_on`, in the mapping form, among services that run.
final class DependencyRules {

    static final String COMPLETED = "service_completed_successfully";

    private static final Set<String> CONDITIONS = Set.of("service_started", "service_healthy", COMPLETED);

    private DependencyRules() {}

    /// Adds to each service that runs what it may wait for.
    static void contain(ObjectNode declared, ObjectNode services, Findings findings) {
        services.properties().forEach(service -> {
            JsonNode wanted = declared.path(service.getKey()).path("depends_on");
            if (!wanted.isMissingNode() && !wanted.isNull()) {
                String path = "services." + service.getKey() + ".depends_on";
                ((ObjectNode) service.getValue()).set("depends_on", contain(path, wanted, services, findings));
            }
        });
    }

    private static ObjectNode contain(String path, JsonNode wanted, ObjectNode services, Findings findings) {
        ObjectNode contained = JsonNodeFactory.instance.objectNode();
        if (wanted.isArray()) {
            Fields.texts(path, wanted, findings)
                    .forEach(name -> add(path, name, "service_started", services, contained, findings));
            return contained;
        }
        Fields.object(path, wanted, findings).properties().forEach(entry -> {
            String condition = entry.getValue().path("condition").asText("service_started");
            if (!CONDITIONS.contains(condition)) {
                findings.add(path + "." + entry.getKey(), "has unknown condition '" + condition + "'");
            }
            add(path, entry.getKey(), condition, services, contained, findings);
        });
        return contained;
    }

    private static void add(
            String path, String name, String condition, ObjectNode services, ObjectNode contained, Findings findings) {
        if (!services.has(name)) {
            findings.add(path, "names service '" + name + "', which does not run here");
        }
        contained.putObject(name).put("condition", condition);
    }

    /// Whether some service waits for this one to end well, so that it need not keep running.
    static boolean isOneShot(String name, ObjectNode services) {
        return services.properties().stream()
                .anyMatch(service -> service.getValue()
                        .path("depends_on")
                        .path(name)
                        .path("condition")
                        .asText()
                        .equals(COMPLETED));
    }
}
