package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// What must be known of a project later, when its workspace is not at hand: kept beside it on the host.
///
/// @param stopHooks whether containers want time to end by themselves
/// @param composeCommand the compose program that brought it up; empty when the engine did
public record ProjectPlan(List<PlannedService> services, boolean stopHooks, List<String> composeCommand) {

    /// Its name in the sandbox's directory.
    static final String FILE_NAME = "project.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public ProjectPlan {
        services = List.copyOf(services);
        composeCommand = List.copyOf(composeCommand);
    }

    /// @param oneShot whether it may end, with status 0
    public record PlannedService(String name, boolean oneShot, List<PlannedPort> ports) {
        public PlannedService {
            ports = List.copyOf(ports);
        }
    }

    /// @param published the port on the host's loopback; 0 when it is reached through a tunnel
    public record PlannedPort(int container, int published) {}

    static ProjectPlan of(ContainedProject project, List<String> composeCommand) {
        List<PlannedService> services = project.services().stream()
                .map(service -> new PlannedService(
                        service.name(),
                        service.oneShot(),
                        service.ports().stream()
                                .map(port -> new PlannedPort(port.container(), port.published()))
                                .toList()))
                .toList();
        return new ProjectPlan(services, project.declaresStopHooks(), composeCommand);
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is always writable", e);
        }
    }

    /// Empty when the text is no plan, which is what an interrupted attempt leaves.
    static Optional<ProjectPlan> read(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(JSON.readValue(text, ProjectPlan.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
