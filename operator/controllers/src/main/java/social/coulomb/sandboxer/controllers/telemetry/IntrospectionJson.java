package social.coulomb.sandboxer.controllers.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.inventory.InventoryEntry;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;

/// Reports in the form of the host telemetry contract, version 0.1: snake_case, what is not known is null. Pure.
public final class IntrospectionJson {

    private static final double SECONDS_PER_HOUR = 3600;

    private IntrospectionJson() {}

    public static ObjectNode report(IntrospectionReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema_version", IntrospectionReport.SCHEMA_VERSION);
        json.put("host", report.subject().host());
        json.put("sandbox_id", report.subject().sandboxId());
        json.put("profile_id", report.subject().profileId());
        json.put("collected_at", report.collectedAt().toString());
        json.set("provision_delta", delta(report.provisionDelta()));
        json.set("inventory", inventory(report.inventory()));
        json.set("stale_candidates", stale(report.staleCandidates()));
        return json;
    }

    public static ObjectNode delta(ProvisionDelta delta) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("before", snapshot(delta.before()));
        json.set("after", snapshot(delta.after()));
        json.put("load_1m_delta", delta.load1mDelta());
        json.put("mem_available_mb_delta", delta.memAvailableMbDelta());
        json.put("running_containers_delta", delta.runningContainersDelta());
        return json;
    }

    public static ObjectNode snapshot(HostSnapshot snapshot) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("collected_at", snapshot.collectedAt().toString());
        HostSnapshot.Load load = snapshot.load();
        json.put("load_1m", load == null ? null : load.oneMinute());
        json.put("load_5m", load == null ? null : load.fiveMinutes());
        json.put("load_15m", load == null ? null : load.fifteenMinutes());
        json.put("cpu_count", load == null ? null : load.cpuCount());
        HostSnapshot.Memory memory = snapshot.memory();
        json.put("mem_total_mb", memory == null ? null : memory.totalMb());
        json.put("mem_available_mb", memory == null ? null : memory.availableMb());
        HostSnapshot.Disk root = snapshot.disks().root();
        json.put("disk_root_used_pct", root == null ? null : root.usedPct());
        json.put("disk_root_avail_gb", root == null ? null : root.availGb());
        HostSnapshot.Containers containers = snapshot.containers();
        json.put("running_containers", containers == null ? null : containers.running());
        json.put("sandbox_containers", containers == null ? null : containers.sandbox());
        return json;
    }

    private static ObjectNode inventory(SandboxInventory inventory) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("host", inventory.host());
        ArrayNode entries = json.putArray("entries");
        for (InventoryEntry entry : inventory.entries()) {
            entries.addObject()
                    .put("type", entryType(entry))
                    .put("id", entry.id())
                    .put("path", entry.path())
                    .put("age_hours", hours(entry.age()))
                    .put("profile_hint", entry.profileHint());
        }
        return json;
    }

    private static ArrayNode stale(List<StaleCandidate> candidates) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (StaleCandidate candidate : candidates) {
            json.addObject()
                    .put("kind", candidate.kind().reportName())
                    .put("id", candidate.id())
                    .put("path", candidate.path())
                    .put("age_hours", hours(candidate.age()))
                    .put("suggested_action", candidate.action().reportName());
        }
        return json;
    }

    /// `directory` or `compose_project`.
    public static String entryType(InventoryEntry entry) {
        return switch (entry) {
            case InventoryEntry.Directory directory -> "directory";
            case InventoryEntry.ComposeProject project -> "compose_project";
        };
    }

    /// To two decimals.
    public static @Nullable Double hours(@Nullable Duration age) {
        return age == null ? null : Math.round(age.toSeconds() / SECONDS_PER_HOUR * 100) / 100.0;
    }
}
