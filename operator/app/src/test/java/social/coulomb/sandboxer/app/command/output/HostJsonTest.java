package social.coulomb.sandboxer.app.command.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.telemetry.IntrospectionJson;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.hostprobe.StaleStatus;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

/// Hosts are told in the words of the host telemetry contract.
class HostJsonTest {

    private static final HostProbe PROBE = Serialization.unmarshal("""
            metadata: {name: host-a}
            spec: {address: 192.0.2.10}
            status:
              conditions: [{type: Reachable, status: "True", reason: Answered}, {type: Schedulable, status: Unknown, reason: X}]
              placedSandboxes: 2
              snapshot: {collectedAt: "2026-11-01T10:00:00Z", load1m: 0.5, load5m: 0.4, load15m: 0.3, cpuCount: 4,
                memTotalMb: 8000, memAvailableMb: 6000, diskRootUsedPercent: 40.0, diskRootAvailGb: 12.5,
                runningContainers: 3, sandboxContainers: 1, roundTripMs: 12}
              engine: {name: podman, version: 4.3.1}
              inventory: {count: 1, entries: [{kind: directory, id: abc, path: /tmp/sandboxer/abc, ageHours: 1.0}]}
              staleCandidates: {count: 1, entries: [{kind: aged_dir, id: abc, path: /tmp/x, ageHours: 30.0, suggestedAction: inspect}]}
            """, HostProbe.class);

    @Test
    void aHostHasTheContractsShape() throws Exception {
        JsonNode expected = new ObjectMapper().readTree("""
                {"host": "host-a", "address": "192.0.2.10", "collected_at": "2026-11-01T10:00:00Z",
                 "load_1m": 0.5, "load_5m": 0.4, "load_15m": 0.3, "cpu_count": 4,
                 "mem_total_mb": 8000, "mem_available_mb": 6000, "disk_root_used_pct": 40.0, "disk_root_avail_gb": 12.5,
                 "running_containers": 3, "sandbox_containers": 1, "round_trip_ms": 12,
                 "reachable": true, "schedulable": null, "placed_sandboxes": 2,
                 "engine": {"name": "podman", "version": "4.3.1", "compose_command": null, "compose_version": null},
                 "inventory": {"host": "host-a", "count": 1, "entries": [{"type": "directory", "id": "abc",
                   "path": "/tmp/sandboxer/abc", "age_hours": 1.0, "profile_hint": null}]},
                 "stale_count": 1}""");

        assertThat(new ObjectMapper().readTree(Printing.json(HostJson.of(PROBE))))
                .isEqualTo(expected);
    }

    @Test
    void theMeasuresHaveTheNamesOfTheExportedReports() {
        ObjectNode exported = IntrospectionJson.snapshot(
                new HostSnapshot(Instant.EPOCH, null, null, new HostSnapshot.Disks(null, null), null, List.of()));

        assertThat(keys(HostJson.snapshot(null))).containsAll(keys(exported));
    }

    @Test
    void whatWasLeftBehindNamesItsHost() {
        HostProbeStatus status = Objects.requireNonNull(PROBE.getStatus());
        StaleStatus stale = Objects.requireNonNull(status.staleCandidates());

        assertThat(Printing.json(HostJson.stale("host-a", stale.entries())))
                .contains("\"host\" : \"host-a\"", "\"kind\" : \"aged_dir\"", "\"suggested_action\" : \"inspect\"");
    }

    @Test
    void aHostThatNobodyHasLookedAtIsUnknown() {
        HostProbe fresh = Serialization.unmarshal("metadata: {name: b}\nspec: {address: b}", HostProbe.class);

        assertThat(HostJson.of(fresh).get("load_1m").isNull()).isTrue();
        assertThat(HostTable.lines(List.of(fresh), true, Instant.EPOCH).getLast())
                .contains("Unknown");
        assertThat(HostTable.description(fresh)).last().asString().contains("not been looked at");
    }

    private static List<String> keys(ObjectNode json) {
        return json.properties().stream().map(Map.Entry::getKey).toList();
    }
}
