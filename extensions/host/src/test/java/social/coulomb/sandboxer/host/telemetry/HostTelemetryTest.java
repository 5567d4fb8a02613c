package social.coulomb.sandboxer.host.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.HostSettings.Transport;
import social.coulomb.sandboxer.host.PooledHosts;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.inventory.InventoryEntry;
import social.coulomb.sandboxer.host.inventory.Ownership;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostShell;

/// Readings out of what real hosts printed.
class HostTelemetryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final Map<String, String> sections = new LinkedHashMap<>();

    HostTelemetryTest() {
        print("time", Long.toString(NOW.plusSeconds(5).getEpochSecond()));
        print("load", "5.14 5.09 3.63 7/179 2132");
        print("cpus", "2");
        print("memory", "MemTotal:       24731700 kB\nMemAvailable:   23564460 kB");
        print(
                "disk.root",
                "Filesystem     1024-blocks  Used Available Capacity Mounted on\n/dev/sda1 104857600 52428800 47185920 53% /");
        print(
                "disk.base",
                "Filesystem     1024-blocks  Used Available Capacity Mounted on\ntmp 2097152 4 2097148 1% /tmp");
        print("inodes.base", "Filesystem      Inodes IUsed   IFree IUse% Mounted on\ntmp 3091462 12 3091450 1% /tmp");
        print("machine", "09e8e4d6ec55440cb174e9027e003767");
        print("base.state", "SAFE");
        print("base.filesystem", "ext2/ext3");
        print("base.cleaning", "");
        print("directories", "");
    }

    @Test
    void measuresAreRead() {
        HostSnapshot snapshot = read().snapshot();

        assertThat(snapshot.collectedAt()).isEqualTo(NOW);
        assertThat(snapshot.load()).isEqualTo(new HostSnapshot.Load(5.14, 5.09, 3.63, 2));
        assertThat(snapshot.memory()).isEqualTo(new HostSnapshot.Memory(24152, 23012));
        assertThat(snapshot.disks().root()).isEqualTo(new HostSnapshot.Disk(53, 45.0, null));
        assertThat(snapshot.disks().baseDir()).isEqualTo(new HostSnapshot.Disk(1, 2.0, 1));
        assertThat(snapshot.containers()).isEqualTo(new HostSnapshot.Containers(0, 0));
        assertThat(snapshot.problems()).isEmpty();
    }

    @Test
    void clockOffsetIsTold() {
        assertThat(read().clockOffset()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void sectionThatFailedIsMissingAndNamed() {
        fail("memory", 2, "grep: /proc/meminfo: Permission denied");

        HostSnapshot snapshot = read().snapshot();

        assertThat(snapshot.memory()).isNull();
        assertThat(snapshot.load()).isNotNull();
        assertThat(snapshot.problems())
                .containsExactly(new HostSnapshot.Problem("memory", "grep: /proc/meminfo: Permission denied"));
    }

    @Test
    void outputThatWasCutOffProvesNothing() {
        sections.remove("directories");
        print("directories", "aaaa\t1795313619\t");
        sections.put("podman.containers", "\u001epodman.containers\n[{\"Sta");

        HostReading reading = read();

        assertThat(reading.snapshot().containers()).isNull();
        assertThat(reading.inventory().projectsComplete()).isFalse();
        assertThat(reading.inventory().directoriesComplete()).isTrue();
    }

    @Test
    void engineThatDoesNotAnswerIsUnknownNotEmpty() {
        fail("docker.containers", 124, "");

        HostReading reading = read();

        assertThat(reading.snapshot().containers()).isNull();
        assertThat(reading.inventory().projectsComplete()).isFalse();
        assertThat(reading.snapshot().problems())
                .extracting(HostSnapshot.Problem::section)
                .containsExactly("docker.containers");
    }

    @Test
    void containersOfBothEnginesAreSummed() {
        print("docker.containers", """
                ["sbx-aaaa","/base/aaaa/workspace","inst","uid-1","aaaa","3","profile.x","running","2026-11-22 02:00:00 +0000 UTC"]
                ["sbx-aaaa","","inst","uid-1","aaaa","3","profile.x","exited","2026-11-22 02:30:00 +0000 UTC"]
                ["","","","","","","","running","2026-11-22 02:30:00 +0000 UTC"]
                """);
        print("podman.containers", """
                [{"State":"running","Created":%d,"Labels":{"com.docker.compose.project":"e2e-old"}},
                 {"State":"exited","Created":1795313619,"Labels":null}]
                """.formatted(NOW.minusSeconds(7200).getEpochSecond()));

        HostReading reading = read();

        assertThat(reading.snapshot().containers()).isEqualTo(new HostSnapshot.Containers(3, 2));
        assertThat(reading.inventory().entries())
                .containsExactly(
                        new InventoryEntry.ComposeProject(
                                "e2e-old",
                                "",
                                Duration.ofSeconds(7205),
                                "profile.compose-e2e",
                                null,
                                new InventoryEntry.Containers(1, 1)),
                        new InventoryEntry.ComposeProject(
                                "sbx-aaaa",
                                "/base/aaaa/workspace",
                                Duration.ofSeconds(3605),
                                "profile.x",
                                new Ownership("inst", "uid-1", "aaaa", 3),
                                new InventoryEntry.Containers(1, 2)));
    }

    @Test
    void networkWithoutContainersIsStillAProject() {
        print("podman.containers", "[]");
        print(
                "podman.networks",
                "[{\"name\":\"n\",\"created\":\"2026-11-22T02:00:00.5Z\",\"labels\":{\"com.docker.compose.project\":\"sbx-left\"}}]");
        print("podman.volumes", "[]");

        assertThat(read().inventory().entries()).extracting(InventoryEntry::id).containsExactly("left");
    }

    @Test
    void projectsThatAreNotSandboxesAreLeftOut() {
        print(
                "docker.containers",
                "[\"website\",\"\",\"\",\"\",\"\",\"\",\"\",\"running\",\"2026-11-22 02:00:00 +0000 UTC\"]");

        HostReading reading = read();

        assertThat(reading.inventory().entries()).isEmpty();
        assertThat(reading.snapshot().containers()).isEqualTo(new HostSnapshot.Containers(1, 0));
    }

    @Test
    void directoriesAreDatedByTheirMarkersAndElseByThemselves() {
        print(
                "directories",
                "aaaa\t%d\t%s\nbbbb\t%d\t\ncccc\t%d\tnot json"
                        .formatted(
                                NOW.getEpochSecond(),
                                "{\"id\":\"aaaa\",\"uid\":\"u\",\"installation\":\"i\",\"incarnation\":2,\"project\":\"sbx-aaaa\",\"profile\":\"profile.x\",\"createdAt\":\"2026-11-22T01:00:00Z\"}",
                                NOW.minusSeconds(60).getEpochSecond(),
                                NOW.getEpochSecond()));

        assertThat(read().inventory().entries())
                .containsExactly(
                        new InventoryEntry.Directory(
                                "aaaa",
                                "/tmp/sandboxer/aaaa",
                                Duration.ofSeconds(7205),
                                "profile.x",
                                new Ownership("i", "u", "aaaa", 2)),
                        new InventoryEntry.Directory("bbbb", "/tmp/sandboxer/bbbb", Duration.ofSeconds(65), null, null),
                        new InventoryEntry.Directory("cccc", "/tmp/sandboxer/cccc", Duration.ofSeconds(5), null, null));
    }

    @Test
    void baseDirectoryIsDescribed() {
        print("base.filesystem", "tmpfs");
        print("base.identity", "{\"machineId\":\"09e8e4d6ec55440cb174e9027e003767\",\"ownerId\":\"uid\"}");

        BaseDirReading baseDir = read().baseDir();

        assertThat(baseDir.state()).isEqualTo(BaseDirReading.State.SAFE);
        assertThat(baseDir.volatility()).isEqualTo(BaseDirReading.Volatility.MEMORY_BACKED);
        assertThat(baseDir.match(new HostIdentity(baseDir.machineId(), "uid"))).isEqualTo(BaseDirReading.Match.SAME);
        assertThat(baseDir.match(new HostIdentity(baseDir.machineId(), "other")))
                .isEqualTo(BaseDirReading.Match.DIFFERENT);
    }

    @Test
    void agedCleaningIsToldAndAbsentIdentityIsNoMatch() {
        print("base.cleaning", "q /tmp 1777 root root 10d");

        BaseDirReading baseDir = read().baseDir();

        assertThat(baseDir.volatility()).isEqualTo(BaseDirReading.Volatility.AGE_CLEANED);
        assertThat(baseDir.match(new HostIdentity(baseDir.machineId(), "uid")))
                .isEqualTo(BaseDirReading.Match.UNRECORDED);
    }

    @Test
    void deltaIsNullWhereEitherSideIsUnknown() {
        HostSnapshot known = read().snapshot();
        fail("memory", 1, "gone");
        HostSnapshot unknown = read().snapshot();

        ProvisionDelta delta = new ProvisionDelta(known, unknown);

        assertThat(delta.memAvailableMbDelta()).isNull();
        assertThat(delta.load1mDelta()).isZero();
        assertThat(delta.runningContainersDelta()).isZero();
    }

    private void print(String section, String text) {
        fail(section, 0, text);
    }

    private void fail(String section, int status, String text) {
        sections.put(section, "\u001e%s\n%s\n\u001f%d\n".formatted(section, text, status));
    }

    private HostReading read() {
        String output = String.join("", sections.values());
        try (PooledHosts hosts = new PooledHosts(settings -> new RecordedShell(output))) {
            hosts.register(new HostSettings(
                    "host",
                    new HostEndpoint("192.0.2.1", 22, "root"),
                    new HostAccess(
                            Transport.AUTO,
                            new SshCredentials.ClientConfiguration(null),
                            new HostKeyPolicy.KnownHosts(Path.of("/nowhere"))),
                    new EngineSettings(EngineChoice.AUTO, List.of()),
                    HostSettings.DEFAULT_BASE_DIR,
                    1));
            Host host = hosts.host("host");
            return new HostTelemetry(Clock.fixed(NOW, ZoneOffset.UTC)).read(host, CancelSignal.never());
        }
    }

    private record RecordedShell(String output) implements HostShell {
        @Override
        public CommandResult run(CommandRequest request, CancelSignal cancel) {
            return new CommandResult(
                    0, output.getBytes(StandardCharsets.UTF_8), new byte[0], false, Duration.ofMillis(200));
        }

        @Override
        public long generation() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
