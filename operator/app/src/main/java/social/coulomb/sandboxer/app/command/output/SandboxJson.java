package social.coulomb.sandboxer.app.command.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.MeterStatus;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.ReachabilityStatus;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// A sandbox in the form that consumers of the original system read: snake_case, lower-case states. Every key
/// is always there; what is not known is null. Pure.
public final class SandboxJson {

    private SandboxJson() {}

    public static ObjectNode of(Sandbox sandbox) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        SandboxStatus status = sandbox.getStatus();
        json.put("sandbox_id", status == null ? null : status.sandboxId());
        json.put("name", sandbox.getMetadata().getName());
        json.put("namespace", sandbox.getMetadata().getNamespace());
        json.put("state", state(status));
        json.put("detail", status == null ? null : SandboxLine.detail(sandbox));
        putRecipe(json, sandbox, status);
        json.set("consumer", consumer(sandbox, status));
        json.set("reachability", reachability(status == null ? null : status.reachability()));
        json.set("telemetry", TelemetryJson.of(sandbox));
        json.set("meter", meter(status == null ? null : status.meter()));
        putTimes(json, sandbox, status);
        json.put("incarnation", status == null ? null : status.incarnation());
        json.put("end_reason", status == null ? null : endReason(status.endReason()));
        return json;
    }

    /// `requested` before the controllers have seen it.
    public static String state(@Nullable SandboxStatus status) {
        SandboxState state = status == null || status.state() == null ? SandboxState.REQUESTED : status.state();
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void putRecipe(ObjectNode json, Sandbox sandbox, @Nullable SandboxStatus status) {
        ProfileReference profile = status == null ? null : status.profile();
        RouteStatus route = status == null ? null : status.route();
        String wanted = sandbox.getSpec() == null ? null : sandbox.getSpec().profile();
        json.put("profile_id", profile == null ? wanted : profile.id());
        json.put("profile_version", profile == null ? null : profile.version());
        json.put("extension_id", route == null ? null : route.extension());
        json.put("host", route == null ? null : route.host());
    }

    private static ObjectNode consumer(Sandbox sandbox, @Nullable SandboxStatus status) {
        Consumer consumer = status == null ? null : status.consumer();
        if (consumer == null && sandbox.getSpec() != null) {
            consumer = sandbox.getSpec().consumer();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(
                "actor",
                consumer == null || consumer.actor() == null
                        ? null
                        : consumer.actor().name().toLowerCase(Locale.ROOT));
        json.put("project", consumer == null ? null : consumer.project());
        json.put("run_id", consumer == null ? null : consumer.runId());
        return json;
    }

    /// Null while nothing can be reached.
    public static @Nullable ObjectNode reachability(@Nullable ReachabilityStatus reached) {
        if (reached == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ssh", reached.ssh());
        json.put("ssh_command", reached.sshCommand());
        json.put("remote_dir", reached.remoteDir());
        json.put("host", reached.host());
        json.put("compose_project", reached.composeProject());
        json.put("tunnel", reached.tunnel());
        json.put("tunnel_via", reached.tunnelVia());
        json.put("identity", reached.identity());
        ArrayNode endpoints = json.putArray("endpoints");
        reached.endpoints()
                .forEach(endpoint -> endpoints
                        .addObject()
                        .put("service", endpoint.service())
                        .put("port", endpoint.port())
                        .put("via", endpoint.via())
                        .put("command", endpoint.command()));
        return json;
    }

    private static @Nullable ObjectNode meter(@Nullable MeterStatus meter) {
        if (meter == null) {
            return null;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("estimate_usd", number(meter.estimateUsd()))
                .put("actual_usd", number(meter.actualUsd()))
                .put("settled_at", text(meter.settledAt()));
    }

    private static void putTimes(ObjectNode json, Sandbox sandbox, @Nullable SandboxStatus status) {
        json.put("ttl", status == null || status.ttl() == null ? wantedTtl(sandbox) : status.ttl());
        json.put("expires_at", status == null ? null : text(status.expiresAt()));
        json.put("idle_at", status == null ? null : text(status.idleAt()));
        json.put("created_at", sandbox.getMetadata().getCreationTimestamp());
        json.put("ready_at", status == null ? null : text(status.readyAt()));
        json.put("updated_at", updatedAt(sandbox, status));
        json.put("ended_at", status == null ? null : text(status.endedAt()));
    }

    private static @Nullable String wantedTtl(Sandbox sandbox) {
        return sandbox.getSpec() == null ? null : sandbox.getSpec().ttl();
    }

    /// The latest moment at which anything about it changed.
    private static @Nullable String updatedAt(Sandbox sandbox, @Nullable SandboxStatus status) {
        if (status == null) {
            return sandbox.getMetadata().getCreationTimestamp();
        }
        return Stream.of(
                        status.conditions().stream().map(Condition::lastTransitionTime),
                        status.transitions().stream().map(LifecycleTransition::at),
                        Stream.of(status.lastActivityAt(), status.readyAt(), status.endedAt()))
                .flatMap(moments -> moments)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(Instant::toString)
                .orElse(sandbox.getMetadata().getCreationTimestamp());
    }

    private static @Nullable String endReason(@Nullable EndReason reason) {
        return reason == null ? null : reason.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
