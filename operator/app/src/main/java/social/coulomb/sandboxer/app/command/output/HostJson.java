package social.coulomb.sandboxer.app.command.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.EngineStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostSnapshotStatus;
import social.coulomb.sandboxer.crds.hostprobe.InventoryStatus;
import social.coulomb.sandboxer.crds.hostprobe.StaleEntry;

/// A host in the words of the host telemetry contract: snake_case, what is not known is null. Pure.
public final class HostJson {

    private HostJson() {}

    /// The HostSnapshot, and what else was last seen there.
    public static ObjectNode of(HostProbe probe) {
        HostProbeStatus status = probe.getStatus();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("host", probe.getMetadata().getName());
        json.put("address", probe.getSpec() == null ? null : probe.getSpec().address());
        json.setAll(snapshot(status == null ? null : status.snapshot()));
        json.put("reachable", condition(status, "Reachable"));
        json.put("schedulable", condition(status, "Schedulable"));
        json.put("placed_sandboxes", status == null ? null : status.placedSandboxes());
        json.set("engine", engine(status == null ? null : status.engine()));
        json.set("inventory", inventory(probe, status == null ? null : status.inventory()));
        json.put(
                "stale_count",
                status == null || status.staleCandidates() == null
                        ? null
                        : status.staleCandidates().count());
        return json;
    }

    static ObjectNode snapshot(@Nullable HostSnapshotStatus snapshot) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("collected_at", snapshot == null ? null : SandboxJson.text(snapshot.collectedAt()));
        json.put("load_1m", snapshot == null ? null : snapshot.load1m());
        json.put("load_5m", snapshot == null ? null : snapshot.load5m());
        json.put("load_15m", snapshot == null ? null : snapshot.load15m());
        json.put("cpu_count", snapshot == null ? null : snapshot.cpuCount());
        json.put("mem_total_mb", snapshot == null ? null : snapshot.memTotalMb());
        json.put("mem_available_mb", snapshot == null ? null : snapshot.memAvailableMb());
        json.put("disk_root_used_pct", snapshot == null ? null : snapshot.diskRootUsedPercent());
        json.put("disk_root_avail_gb", snapshot == null ? null : snapshot.diskRootAvailGb());
        json.put("running_containers", snapshot == null ? null : snapshot.runningContainers());
        json.put("sandbox_containers", snapshot == null ? null : snapshot.sandboxContainers());
        json.put("round_trip_ms", snapshot == null ? null : snapshot.roundTripMs());
        return json;
    }

    /// @param candidates those of that host that are to be shown
    public static ArrayNode stale(String host, List<StaleEntry> candidates) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        candidates.forEach(each -> json.addObject()
                .put("host", host)
                .put("kind", each.kind())
                .put("id", each.id())
                .put("path", each.path())
                .put("age_hours", each.ageHours())
                .put("suggested_action", each.suggestedAction()));
        return json;
    }

    private static @Nullable ObjectNode engine(@Nullable EngineStatus engine) {
        return engine == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("name", engine.name())
                        .put("version", engine.version())
                        .put("compose_command", engine.composeCommand())
                        .put("compose_version", engine.composeVersion());
    }

    private static @Nullable ObjectNode inventory(HostProbe probe, @Nullable InventoryStatus inventory) {
        if (inventory == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("host", probe.getMetadata().getName());
        json.put("count", inventory.count());
        ArrayNode entries = json.putArray("entries");
        inventory
                .entries()
                .forEach(each -> entries.addObject()
                        .put("type", each.kind())
                        .put("id", each.id())
                        .put("path", each.path())
                        .put("age_hours", each.ageHours())
                        .put("profile_hint", each.profileHint()));
        return json;
    }

    /// True, False, or null for what is not known.
    private static @Nullable Boolean condition(@Nullable HostProbeStatus status, String type) {
        return switch (HostTable.word(status, type).toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    static @Nullable Condition find(@Nullable HostProbeStatus status, String type) {
        return status == null
                ? null
                : status.conditions().stream()
                        .filter(each -> type.equals(each.type()))
                        .findFirst()
                        .orElse(null);
    }
}
