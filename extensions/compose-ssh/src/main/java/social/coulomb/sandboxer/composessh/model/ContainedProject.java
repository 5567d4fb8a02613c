package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A compose project that was checked and rewritten: it names nothing outside the workspace, interpolates
/// nothing, and says itself what it is allowed.
///
/// @param file the resolved compose file; its values are meant literally, see [#composeFile]
/// @param services what must run for the sandbox to be ready, in the file's order
/// @param networks what has to be made before the file can run
public record ContainedProject(ObjectNode file, List<Service> services, List<PlannedNetwork> networks) {

    public ContainedProject {
        services = List.copyOf(services);
        networks = List.copyOf(networks);
    }

    /// The file as a compose program reads it: JSON, which is YAML, with every dollar sign doubled, because
    /// compose interpolates once more.
    public JsonNode composeFile() {
        return escapeDollars(file);
    }

    /// The same with these variables in every service, in place of what the file says of them.
    public ContainedProject withVariables(Map<String, String> variables) {
        return withEnvironment(environment -> variables.forEach(environment::put));
    }

    /// The same without these variables, whatever the file says of them.
    public ContainedProject withoutVariables(Collection<String> names) {
        return withEnvironment(environment -> environment.remove(names));
    }

    private ContainedProject withEnvironment(Consumer<ObjectNode> change) {
        ObjectNode copy = file.deepCopy();
        copy.path("services").forEach(service -> {
            ObjectNode definition = (ObjectNode) service;
            ObjectNode environment = definition.withObject("/environment");
            change.accept(environment);
            if (environment.isEmpty()) {
                definition.remove("environment");
            }
        });
        return new ContainedProject(copy, services, networks);
    }

    private static JsonNode escapeDollars(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode escaped = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> escaped.set(entry.getKey(), escapeDollars(entry.getValue())));
                yield escaped;
            }
            case ArrayNode array -> {
                ArrayNode escaped = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> escaped.add(escapeDollars(item)));
                yield escaped;
            }
            case TextNode text -> TextNode.valueOf(text.textValue().replace("$", "$$"));
            default -> node;
        };
    }

    /// @param ports what a consumer can reach, in the file's order
    /// @param builtImage the name under which its own image is built; empty when it is pulled
    /// @param oneShot whether it may end, with status 0, because another service waits for that
    public record Service(String name, List<ServicePort> ports, String builtImage, boolean oneShot) {
        public Service {
            ports = List.copyOf(ports);
        }

        Service withOneShot(boolean mayEnd) {
            return new Service(name, ports, builtImage, mayEnd);
        }
    }

    /// @param container the port inside
    /// @param published the port on the host's loopback; 0 when it is reached through a tunnel
    public record ServicePort(int container, int published) {}

    /// @param key its name in the file
    /// @param name its name at the engine
    /// @param internal whether the outside must be unreachable from it
    public record PlannedNetwork(String key, String name, boolean internal) {}
}
