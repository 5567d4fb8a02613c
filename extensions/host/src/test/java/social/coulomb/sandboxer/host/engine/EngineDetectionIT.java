package social.coulomb.sandboxer.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.PooledHosts;
import social.coulomb.sandboxer.host.Testbed;
import social.coulomb.sandboxer.host.Testbed.ComposeProgram;
import social.coulomb.sandboxer.host.Testbed.TestHost;

class EngineDetectionIT {
    @Test
    void engineOfEveryTestHostIsFound() {
        for (TestHost host : Testbed.hosts()) {
            EngineInfo engine = detect(host, List.of());

            assertThat(engine.problem()).as("%s", host).isNull();
            assertThat(engine.kind().command()).isEqualTo(host.engine());
            assertThat(engine.command()).containsExactly(host.engine());
            assertThat(engine.version()).isGreaterThan(EngineVersion.NONE);
        }
    }

    @Test
    void everyComposeProgramIsToldByItsVersion() {
        for (TestHost host : Testbed.hosts()) {
            for (ComposeProgram program : host.composeCommands()) {
                ComposeInfo compose = detect(host, program.argv()).compose();

                assertThat(compose).as("%s %s", host, program).isNotNull().satisfies(found -> {
                    assertThat(found.command()).isEqualTo(program.argv());
                    assertThat(found.version()).isEqualTo(EngineVersion.parse(program.version()));
                    assertThat(found.variant()).isEqualTo(variant(program));
                });
            }
        }
    }

    private static ComposeInfo.Variant variant(ComposeProgram program) {
        if (program.argv().getFirst().contains("podman-compose")) {
            return ComposeInfo.Variant.PODMAN_COMPOSE;
        }
        return program.version().startsWith("1.")
                ? ComposeInfo.Variant.DOCKER_COMPOSE_1
                : ComposeInfo.Variant.DOCKER_COMPOSE;
    }

    private static EngineInfo detect(TestHost host, List<String> composeCommand) {
        try (PooledHosts hosts = new PooledHosts()) {
            hosts.register(host.settings("root", composeCommand, HostSettings.DEFAULT_BASE_DIR));
            return hosts.host(host.name()).engine();
        }
    }
}
