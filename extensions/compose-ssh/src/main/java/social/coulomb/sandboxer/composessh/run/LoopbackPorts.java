package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// Publishes what would be reached through a tunnel on the host's loopback, at ports that the engine chooses. Pure.
///
/// For engines without root: their networks live in a namespace of the account's own, where the host, and with it
/// an SSH tunnel, reaches no container. Such an engine publishes from internal networks too, and opens nothing by that
/// for who is inside.
final class LoopbackPorts {

    private LoopbackPorts() {}

    static ContainedProject publish(ContainedProject project) {
        ObjectNode file = project.file().deepCopy();
        for (ContainedProject.Service service : project.services()) {
            JsonNode definition = file.path("services").path(service.name());
            if (definition.path("networks").isEmpty()) {
                continue;
            }
            service.ports().stream()
                    .filter(port -> port.published() == 0)
                    .forEach(port -> ((ObjectNode) definition)
                            .withArray("/ports")
                            .add("127.0.0.1::" + port.container() + "/tcp"));
        }
        return new ContainedProject(file, project.services(), project.networks());
    }
}
