package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// What must be known of a project later, when its workspace is not at hand: kept beside it on the host.
///
/// @param gates how many rules of the host's firewall close its networks
public record ProjectPlan(List<PlannedService> services, int gates) {

    /// Its name in the sandbox's directory.
    static final String FILE_NAME = "project.json";

    private static final String USUAL_GRACE = "10s";
    /// Other versions of the program write other fields.
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public ProjectPlan {
        services = List.copyOf(services);
    }

    /// @param oneShot whether it may end, with status 0
    /// @param stopGrace how long it wants for ending by itself, as compose files write it; null to be killed
    public record PlannedService(
            String name, boolean oneShot, @Nullable String stopGrace, List<PlannedPort> ports) {
        public PlannedService {
            ports = List.copyOf(ports);
        }
    }

    /// @param published the port on the host's loopback; 0 when it is reached through a tunnel
    public record PlannedPort(int container, int published) {}

    static ProjectPlan of(ContainedProject project, NetworkSites networks) {
        List<PlannedService> services = project.services().stream()
                .map(service -> new PlannedService(
                        service.name(),
                        service.oneShot(),
                        stopGrace(project.file().path("services").path(service.name())),
                        service.ports().stream()
                                .map(port -> new PlannedPort(port.container(), port.published()))
                                .toList()))
                .toList();
        return new ProjectPlan(services, networks.gates(project));
    }

    /// Who declares nothing about its end has nothing to do then.
    private static @Nullable String stopGrace(JsonNode service) {
        return service.hasNonNull("stop_grace_period")
                ? service.path("stop_grace_period").asText()
                : service.hasNonNull("stop_signal") ? USUAL_GRACE : null;
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
