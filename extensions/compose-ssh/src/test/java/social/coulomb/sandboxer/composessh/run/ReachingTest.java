package social.coulomb.sandboxer.composessh.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.composessh.model.ContainedProject.ServicePort;
import social.coulomb.sandboxer.composessh.run.ProjectPlan.PlannedPort;
import social.coulomb.sandboxer.composessh.run.ProjectPlan.PlannedService;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.HostSettings.Transport;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.engine.EngineKind;
import social.coulomb.sandboxer.host.engine.EngineVersion;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;
import social.coulomb.sandboxer.sdk.Reachability.Via;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

class ReachingTest {

    private static final HostSettings HOST = new HostSettings(
            "host",
            new HostEndpoint("host.example", 2222, "worker"),
            new HostAccess(
                    Transport.SSHJ,
                    new SshCredentials.KeyFile(Path.of("key")),
                    new HostKeyPolicy.KnownHosts(Path.of("known"))),
            new EngineSettings(EngineChoice.PODMAN, List.of()),
            "/tmp/sandboxer",
            1);

    @Test
    void whereTheHostReachesItsContainersATunnelLeadsToTheirAddress() {
        assertThat(endpoints(false, new PlannedPort(8080, 0), ""))
                .containsExactly(new Endpoint(
                        "web", 8080, Via.TUNNEL, "ssh -N -p 2222 -L 8080:10.0.0.2:8080 worker@host.example"));
    }

    @Test
    void aPortThatTheFilePublishesKeepsItsNumber() {
        assertThat(endpoints(true, new PlannedPort(8080, 80), "8080/tcp=80 "))
                .containsExactly(new Endpoint(
                        "web", 80, Via.PUBLISHED, "ssh -N -p 2222 -L 8080:127.0.0.1:80 worker@host.example"));
    }

    @Test
    void aPortThatTheEngineChoseIsReachedUnderTheServicesOwnNumber() {
        assertThat(endpoints(true, new PlannedPort(8080, 0), "9090/tcp=40001 8080/tcp=40000 "))
                .containsExactly(new Endpoint(
                        "web", 40_000, Via.PUBLISHED, "ssh -N -p 2222 -L 8080:127.0.0.1:40000 worker@host.example"));
    }

    @Test
    void whatCannotBeReachedIsNoEndpoint() {
        assertThat(endpoints(true, new PlannedPort(8080, 0), "")).isEmpty();
    }

    @Test
    void onlyPortsWithoutANumberOfServicesWithANetworkAreLeftToTheEngine() throws Exception {
        ObjectNode file = (ObjectNode) new ObjectMapper().readTree("""
                {"services": {"web": {"networks": {"default": {}}, "ports": ["127.0.0.1:80:8080/tcp"]},
                              "alone": {"networks": {}}}}
                """);
        ContainedProject project = new ContainedProject(
                file,
                List.of(
                        new ContainedProject.Service(
                                "web", List.of(new ServicePort(8080, 80), new ServicePort(9090, 0)), "", false),
                        new ContainedProject.Service("alone", List.of(new ServicePort(1, 0)), "", false)),
                List.of());

        ContainedProject published = LoopbackPorts.publish(project);

        assertThat(published.file().at("/services/web/ports"))
                .extracting(port -> port.asText())
                .containsExactly("127.0.0.1:80:8080/tcp", "127.0.0.1::9090/tcp");
        assertThat(published.file().at("/services/alone").has("ports")).isFalse();
        assertThat(project.file().at("/services/web/ports")).as("untouched").hasSize(1);
    }

    private static List<Endpoint> endpoints(boolean rootless, PlannedPort port, String published) {
        EngineInfo engine =
                new EngineInfo(EngineKind.PODMAN, EngineVersion.NONE, List.of("podman"), null, rootless, null);
        ProjectSite site =
                new ProjectSite(engine, "/tmp/sandboxer", new SandboxIdentity("here", "u", 1, "default", "s"));
        ProjectPlan plan = new ProjectPlan(List.of(new PlannedService("web", false, null, List.of(port))), 0);
        return Reaching.of(
                        HOST,
                        site,
                        plan,
                        SeenContainer.parse("web|running|0|here|u|/c|n=10.0.0.2 |0|0|0|0|9|" + published))
                .endpoints();
    }
}
