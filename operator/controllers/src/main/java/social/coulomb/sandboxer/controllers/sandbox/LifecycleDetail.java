package social.coulomb.sandboxer.controllers.sandbox;

import static social.coulomb.sandboxer.controllers.sandbox.SandboxLifecycleEvents.put;
import static social.coulomb.sandboxer.controllers.sandbox.SandboxLifecycleEvents.state;
import static social.coulomb.sandboxer.controllers.sandbox.SandboxLifecycleEvents.time;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.Actor;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.HostDelta;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.ReachabilityStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxSpec;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.crds.sandbox.TelemetryStatus;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.catalog.ProfileId;

/// The `detail` of an event, in the words of the State Hub. Pure.
///
/// What only the present incarnation has, such as how it is reached, is told of that incarnation alone: a
/// transition of an earlier one may be told late.
final class LifecycleDetail {

    private LifecycleDetail() {}

    static Map<String, Object> of(Sandbox sandbox, SandboxStatus status, LifecycleTransition transition) {
        int incarnation = transition.incarnation() == null ? 0 : transition.incarnation();
        boolean isPresent =
                transition.incarnation() != null && transition.incarnation().equals(status.incarnation());
        Map<String, Object> detail = new LinkedHashMap<>();
        put(detail, "sandbox_id", sandboxId(sandbox, incarnation));
        put(detail, "profile_id", profile(sandbox, status, transition, isPresent));
        put(detail, "extension_id", transition.extension());
        put(detail, "host", transition.host());
        attribute(detail, sandbox);
        put(detail, "state", SandboxLifecycleEvents.word(transition.state()));
        put(detail, "previous_state", previousState(status, transition));
        put(detail, "reason", transition.reason());
        put(detail, "incarnation", incarnation == 0 ? null : incarnation);
        put(detail, "timestamps", timestamps(sandbox, status, transition, isPresent));
        if (isPresent) {
            addPresent(detail, status, state(transition));
        }
        return detail;
    }

    /// Before the first incarnation it is the first one's: nothing else will be made next.
    static @Nullable String sandboxId(Sandbox sandbox, int incarnation) {
        try {
            return new SandboxIdentity(
                            "any",
                            sandbox.getMetadata().getUid(),
                            Math.max(incarnation, 1),
                            sandbox.getMetadata().getNamespace(),
                            sandbox.getMetadata().getName())
                    .sandboxId();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable String wantedProfile(Sandbox sandbox) {
        SandboxSpec spec = sandbox.getSpec();
        if (spec == null || spec.profile() != null) {
            return spec == null ? null : spec.profile();
        }
        return (spec.inputs().containsKey("repo") ? ProfileId.COMPOSE_E2E : ProfileId.CANARY).value();
    }

    /// Before a profile was looked up it is the one that is asked for.
    private static @Nullable String profile(
            Sandbox sandbox, SandboxStatus status, LifecycleTransition transition, boolean isPresent) {
        String recorded = sameIncarnation(status, transition)
                .map(LifecycleTransition::profile)
                .filter(Objects::nonNull)
                .reduce((former, latter) -> latter)
                .orElse(null);
        if (transition.profile() != null) {
            return transition.profile();
        }
        return recorded == null && (isPresent || transition.state() == SandboxState.REQUESTED)
                ? wantedProfile(sandbox)
                : recorded;
    }

    private static @Nullable String previousState(SandboxStatus status, LifecycleTransition transition) {
        return sameIncarnation(status, transition)
                .filter(each -> SandboxLifecycleEvents.sequence(each) < SandboxLifecycleEvents.sequence(transition))
                .reduce((former, latter) -> latter)
                .map(each -> SandboxLifecycleEvents.word(each.state()))
                .orElse(null);
    }

    private static Stream<LifecycleTransition> sameIncarnation(SandboxStatus status, LifecycleTransition transition) {
        return status.transitions().stream()
                .filter(SandboxLifecycleEvents::isReadable)
                .filter(each -> Objects.equals(each.incarnation(), transition.incarnation()));
    }

    static void attribute(Map<String, Object> detail, Sandbox sandbox) {
        Consumer consumer = consumer(sandbox);
        Map<String, Object> who = new LinkedHashMap<>();
        if (consumer != null) {
            put(who, "actor", word(consumer.actor()));
            put(who, "project", consumer.project());
            put(who, "run_id", consumer.runId());
            put(detail, "actor_type", word(consumer.actor()));
        }
        detail.put("consumer", who);
    }

    private static void addPresent(Map<String, Object> detail, SandboxStatus status, SandboxState state) {
        if (state == SandboxState.READY || state == SandboxState.ACTIVE) {
            put(detail, "reachability", reachability(status.reachability()));
        }
        if (!isBeginning(state)) {
            put(detail, "ttl", status.ttl());
            put(detail, "expires_at", time(status.expiresAt()));
            put(detail, "telemetry", telemetry(status.telemetry()));
        }
        if (status.endReason() != null
                && !isBeginning(state)
                && state != SandboxState.READY
                && state != SandboxState.ACTIVE) {
            put(detail, "end_reason", status.endReason().name().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isBeginning(@Nullable SandboxState state) {
        return state == SandboxState.REQUESTED || state == SandboxState.PROVISIONING;
    }

    private static Map<String, Object> timestamps(
            Sandbox sandbox, SandboxStatus status, LifecycleTransition transition, boolean isPresent) {
        Map<String, Object> times = new LinkedHashMap<>();
        put(times, "created_at", sandbox.getMetadata().getCreationTimestamp());
        put(times, "occurred_at", time(transition.at()));
        if (isPresent) {
            if (!isBeginning(state(transition))) {
                put(times, "ready_at", time(untilThen(status.readyAt(), transition)));
            }
            put(times, "ended_at", time(untilThen(status.endedAt(), transition)));
        }
        return times;
    }

    /// What came later is not part of the event.
    private static @Nullable Instant untilThen(@Nullable Instant moment, LifecycleTransition transition) {
        return moment == null || transition.at() == null || moment.isAfter(transition.at()) ? null : moment;
    }

    private static Map<String, Object> reachability(@Nullable ReachabilityStatus reached) {
        Map<String, Object> words = new LinkedHashMap<>();
        if (reached != null) {
            put(words, "ssh", reached.ssh());
            put(words, "remote_dir", reached.remoteDir());
            put(words, "tunnel", reached.tunnel());
            put(words, "tunnel_via", reached.tunnelVia());
            put(words, "identity", reached.identity());
        }
        return words;
    }

    private static Map<String, Object> telemetry(@Nullable TelemetryStatus telemetry) {
        Map<String, Object> words = new LinkedHashMap<>();
        if (telemetry != null) {
            put(words, "schema_version", telemetry.schemaVersion());
            put(words, "collected_at", time(telemetry.collectedAt()));
            put(words, "provision_delta", delta(telemetry.provisionDelta()));
            put(words, "destroy_delta", delta(telemetry.destroyDelta()));
            put(words, "inventory_count", telemetry.inventoryCount());
            put(words, "stale_count", telemetry.staleCount());
        }
        return words;
    }

    private static Map<String, Object> delta(@Nullable HostDelta delta) {
        Map<String, Object> words = new LinkedHashMap<>();
        if (delta != null) {
            put(words, "load_1m_delta", delta.load1mDelta());
            put(words, "mem_available_mb_delta", delta.memAvailableMbDelta());
            put(words, "running_containers_delta", delta.runningContainersDelta());
        }
        return words;
    }

    private static @Nullable Consumer consumer(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        if (status != null && status.consumer() != null) {
            return status.consumer();
        }
        return sandbox.getSpec() == null ? null : sandbox.getSpec().consumer();
    }

    private static @Nullable String word(@Nullable Actor actor) {
        return actor == null ? null : actor.name().toLowerCase(Locale.ROOT);
    }
}
