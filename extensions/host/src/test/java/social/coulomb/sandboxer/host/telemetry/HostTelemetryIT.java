package social.coulomb.sandboxer.host.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.PooledHosts;
import social.coulomb.sandboxer.host.Testbed;
import social.coulomb.sandboxer.host.Testbed.TestHost;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.inventory.InventoryEntry;
import social.coulomb.sandboxer.host.inventory.Ownership;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;

class HostTelemetryIT {
    private final HostTelemetry telemetry = new HostTelemetry(Clock.systemUTC());
    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void everyTestHostIsMeasuredWithinItsTime() {
        for (TestHost test : Testbed.hosts()) {
            try (PooledHosts hosts = new PooledHosts()) {
                hosts.register(test.settings("root", List.of(), "/tmp/absent-" + id));

                HostReading reading = telemetry.read(hosts.host(test.name()), CancelSignal.never());

                assertThat(reading.snapshot().problems()).as("%s", test).isEmpty();
                assertThat(reading.snapshot().load()).isNotNull();
                assertThat(reading.snapshot().memory()).isNotNull();
                assertThat(reading.snapshot().disks().root()).isNotNull();
                assertThat(reading.snapshot().containers()).isNotNull();
                assertThat(reading.baseDir().state()).isEqualTo(BaseDirReading.State.ABSENT);
                assertThat(reading.clockOffset().abs()).isLessThan(Duration.ofSeconds(5));
                assertThat(reading.duration()).isLessThan(HostTelemetry.LIMIT);
            }
        }
    }

    @Test
    void accountWithoutRightsGetsMeasuresAndNoFalseZero() {
        for (TestHost test : Testbed.hosts()) {
            try (PooledHosts hosts = new PooledHosts()) {
                hosts.register(test.settings("worker", List.of(), "/tmp/absent-" + id));

                HostReading reading = telemetry.read(hosts.host(test.name()), CancelSignal.never());

                assertThat(reading.snapshot().load()).as("%s", test).isNotNull();
                boolean engineAnswered = reading.snapshot().problems().stream()
                        .noneMatch(problem -> problem.section().contains("containers"));
                assertThat(reading.snapshot().containers() != null).isEqualTo(engineAnswered);
                assertThat(reading.inventory().projectsComplete()).isEqualTo(engineAnswered);
            }
        }
    }

    @Test
    void containerWithOurLabelsIsCountedAndListed() {
        for (TestHost test : Testbed.hosts()) {
            try (PooledHosts hosts = new PooledHosts()) {
                hosts.register(test.settings("root", List.of(), "/tmp/absent-" + id));
                Host host = hosts.host(test.name());
                String container = "sbx-" + id + "-web-1";
                try {
                    succeed(
                            host,
                            CommandRequest.command(
                                            test.engine(),
                                            "run",
                                            "-d",
                                            "--name",
                                            container,
                                            "--label",
                                            "com.docker.compose.project=sbx-" + id,
                                            "--label",
                                            Ownership.INSTALLATION_LABEL + "=it's \"ours\", with=everything",
                                            "--label",
                                            Ownership.SANDBOX_ID_LABEL + "=" + id,
                                            test.image(),
                                            "sleep",
                                            "600")
                                    .within(Duration.ofMinutes(1)));

                    HostReading reading = telemetry.read(host, CancelSignal.never());

                    assertThat(reading.inventory().entries())
                            .as("%s", test)
                            .filteredOn(entry -> entry.id().equals(id))
                            .singleElement()
                            .isInstanceOfSatisfying(InventoryEntry.ComposeProject.class, project -> {
                                assertThat(project.containers()).isEqualTo(new InventoryEntry.Containers(1, 1));
                                assertThat(project.ownership())
                                        .isEqualTo(new Ownership("it's \"ours\", with=everything", null, id, 0));
                                assertThat(project.age()).isLessThan(Duration.ofMinutes(2));
                            });
                    assertThat(reading.snapshot().containers())
                            .isNotNull()
                            .satisfies(counts -> assertThat(counts.sandbox()).isPositive());
                } finally {
                    host.shell().run(CommandRequest.command(test.engine(), "rm", "-f", container));
                }
            }
        }
    }

    private static void succeed(Host host, CommandRequest request) {
        CommandResult result = host.shell().run(request);
        assertThat(result.succeeded()).as(result.errorText()).isTrue();
    }
}
