package social.coulomb.sandboxer.controllers.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.host.inventory.InventoryEntry;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;

final class TelemetryFilesTest {

    private static final Instant AT = Instant.parse("2026-06-23T10:00:00Z");
    private static final IntrospectionReport.Subject SUBJECT =
            new IntrospectionReport.Subject("192.0.2.10", "0123456789ab", "profile.sandbox-canary");

    @TempDir
    private Path directory;

    private Path telemetry;
    private TelemetryFiles files;

    @BeforeEach
    void open() {
        telemetry = directory.resolve("telemetry");
        files = new TelemetryFiles(telemetry);
    }

    @Test
    void aReportHasTheFormOfTheContract() throws IOException {
        files.established(report());
        JsonNode json = read();
        assertThat(json.path("schema_version").asText()).isEqualTo("0.1");
        assertThat(json.path("host").asText()).isEqualTo("192.0.2.10");
        assertThat(json.path("sandbox_id").asText()).isEqualTo("0123456789ab");
        assertThat(json.path("profile_id").asText()).isEqualTo("profile.sandbox-canary");
        assertThat(json.path("collected_at").asText()).isEqualTo("2026-06-23T10:00:00Z");
        JsonNode before = json.at("/provision_delta/before");
        assertThat(before.path("load_1m").asDouble()).isEqualTo(0.5);
        assertThat(before.path("load_15m").asDouble()).isEqualTo(0.1);
        assertThat(before.path("cpu_count").asInt()).isEqualTo(4);
        assertThat(before.path("mem_total_mb").asInt()).isEqualTo(8000);
        assertThat(before.path("disk_root_used_pct").asInt()).isEqualTo(40);
        assertThat(before.path("disk_root_avail_gb").asDouble()).isEqualTo(12.5);
        assertThat(before.path("running_containers").asInt()).isEqualTo(2);
        assertThat(before.path("sandbox_containers").asInt()).isEqualTo(1);
        assertThat(json.at("/provision_delta/load_1m_delta").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/provision_delta/mem_available_mb_delta").asInt()).isEqualTo(-100);
        assertThat(json.at("/provision_delta/running_containers_delta").asInt()).isEqualTo(1);
        assertThat(json.at("/inventory/host").asText()).isEqualTo("host-a");
        assertThat(json.at("/inventory/entries/0/type").asText()).isEqualTo("directory");
        assertThat(json.at("/inventory/entries/0/age_hours").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/inventory/entries/0/profile_hint").asText()).isEqualTo("profile.compose-e2e");
        assertThat(json.at("/stale_candidates/0/kind").asText()).isEqualTo("orphan_dir");
        assertThat(json.at("/stale_candidates/0/suggested_action").asText()).isEqualTo("reap");
    }

    @Test
    void whatCouldNotBeMeasuredIsNullAndNotZero() throws IOException {
        HostSnapshot nothing = new HostSnapshot(AT, null, null, new HostSnapshot.Disks(null, null), null, List.of());
        files.established(new IntrospectionReport(
                SUBJECT,
                AT,
                new ProvisionDelta(nothing, nothing),
                new SandboxInventory("host-a", List.of(), false, false),
                List.of()));
        assertThat(read().at("/provision_delta/before/running_containers").isNull())
                .isTrue();
        assertThat(read().at("/provision_delta/running_containers_delta").isNull())
                .isTrue();
    }

    @Test
    void theDestroyDeltaJoinsTheReport() throws IOException {
        files.established(report());
        files.destroyed(SUBJECT, new ProvisionDelta(snapshot(3, 0.75, 3900), snapshot(2, 0.5, 4000)));
        assertThat(read().at("/destroy_delta/running_containers_delta").asInt()).isEqualTo(-1);
        assertThat(read().at("/provision_delta/running_containers_delta").asInt())
                .isEqualTo(1);
    }

    @Test
    void aDestroyDeltaStandsAloneWhereNoReportWasKeptOrItIsDamaged() throws IOException {
        Files.createDirectories(telemetry);
        Files.writeString(telemetry.resolve("0123456789ab.json"), "{half a rep");
        files.destroyed(SUBJECT, new ProvisionDelta(snapshot(3, 0.75, 3900), snapshot(2, 0.5, 4000)));
        assertThat(read().path("profile_id").asText()).isEqualTo("profile.sandbox-canary");
        assertThat(read().at("/destroy_delta/running_containers_delta").asInt()).isEqualTo(-1);
    }

    @Test
    void onlyTheOwnerCanReadAndNoDraftIsLeft() throws IOException {
        files.established(report());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(telemetry)))
                .isEqualTo("rwx------");
        try (Stream<Path> all = Files.list(telemetry)) {
            assertThat(all).containsExactly(telemetry.resolve("0123456789ab.json"));
        }
    }

    @Test
    void anIdThatIsAPathIsRefused() {
        IntrospectionReport.Subject subject = new IntrospectionReport.Subject("h", "../x", "profile.sandbox-canary");
        ProvisionDelta delta = new ProvisionDelta(snapshot(1, 1, 1), snapshot(1, 1, 1));
        assertThatThrownBy(() -> files.destroyed(subject, delta)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneSinkThatFailsKeepsNothingFromTheOthers() throws IOException {
        TelemetrySink broken = new TelemetrySink() {
            @Override
            public void established(IntrospectionReport report) {
                throw new IllegalStateException("full");
            }

            @Override
            public void destroyed(IntrospectionReport.Subject subject, ProvisionDelta delta) {
                throw new IllegalStateException("full");
            }
        };
        new TelemetrySinks(List.of(broken, files)).established(report());
        assertThat(read().path("sandbox_id").asText()).isEqualTo("0123456789ab");
    }

    private JsonNode read() throws IOException {
        return new ObjectMapper()
                .readTree(telemetry.resolve("0123456789ab.json").toFile());
    }

    private static IntrospectionReport report() {
        return new IntrospectionReport(
                SUBJECT,
                AT,
                new ProvisionDelta(snapshot(2, 0.5, 4000), snapshot(3, 0.75, 3900)),
                new SandboxInventory(
                        "host-a",
                        List.of(new InventoryEntry.Directory(
                                "0123456789ab",
                                "/tmp/sandboxer/0123456789ab",
                                Duration.ofMinutes(90),
                                "profile.compose-e2e",
                                null)),
                        true,
                        true),
                List.of(new StaleCandidate(
                        StaleCandidate.Kind.ORPHAN_DIR,
                        "old",
                        "/tmp/sandboxer/old",
                        Duration.ofHours(30),
                        StaleCandidate.Action.REAP,
                        "nobody knows it")));
    }

    private static HostSnapshot snapshot(int running, double load, long available) {
        return new HostSnapshot(
                AT,
                new HostSnapshot.Load(load, 0.2, 0.1, 4),
                new HostSnapshot.Memory(8000, available),
                new HostSnapshot.Disks(new HostSnapshot.Disk(40, 12.5, 7), null),
                new HostSnapshot.Containers(running, 1),
                List.of());
    }
}
