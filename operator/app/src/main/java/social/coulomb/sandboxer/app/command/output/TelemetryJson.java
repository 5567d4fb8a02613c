package social.coulomb.sandboxer.app.command.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.HostDelta;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.crds.sandbox.TelemetryStatus;

/// What a sandbox cost its host, in the words of the host telemetry contract, as far as the status holds it.
/// Pure.
public final class TelemetryJson {

    private TelemetryJson() {}

    /// Null where no telemetry was taken.
    public static @Nullable ObjectNode of(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        TelemetryStatus telemetry = status == null ? null : status.telemetry();
        if (status == null || telemetry == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema_version", telemetry.schemaVersion());
        json.put("host", status.route() == null ? null : status.route().host());
        json.put("sandbox_id", status.sandboxId());
        json.put(
                "profile_id", status.profile() == null ? null : status.profile().id());
        json.put("collected_at", SandboxJson.text(telemetry.collectedAt()));
        json.set("provision_delta", delta(telemetry.provisionDelta()));
        json.set("destroy_delta", delta(telemetry.destroyDelta()));
        json.put("inventory_count", telemetry.inventoryCount());
        json.put("stale_count", telemetry.staleCount());
        ArrayNode stale = json.putArray("stale_candidates");
        telemetry
                .staleCandidates()
                .forEach(each -> stale.addObject()
                        .put("kind", each.kind())
                        .put("id", each.id())
                        .put("path", each.path())
                        .put("age_hours", each.ageHours())
                        .put("suggested_action", each.suggestedAction()));
        return json;
    }

    /// One line for a person, or null where nothing was measured.
    public static @Nullable String line(Sandbox sandbox) {
        TelemetryStatus telemetry =
                sandbox.getStatus() == null ? null : sandbox.getStatus().telemetry();
        HostDelta delta = telemetry == null ? null : telemetry.provisionDelta();
        if (telemetry == null || delta == null) {
            return null;
        }
        return "load Δ " + PlainText.cell(delta.load1mDelta()) + ", mem avail Δ "
                + PlainText.cell(delta.memAvailableMbDelta()) + " MB, stale " + PlainText.cell(telemetry.staleCount());
    }

    private static @Nullable ObjectNode delta(@Nullable HostDelta delta) {
        if (delta == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("before", look(delta.before()));
        json.set("after", look(delta.after()));
        json.put("load_1m_delta", delta.load1mDelta());
        json.put("mem_available_mb_delta", delta.memAvailableMbDelta());
        json.put("running_containers_delta", delta.runningContainersDelta());
        return json;
    }

    /// The measures themselves stand in the exported report.
    private static ObjectNode look(@Nullable Instant at) {
        return JsonNodeFactory.instance.objectNode().put("collected_at", SandboxJson.text(at));
    }
}
