package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent.Type;
import social.coulomb.sandboxer.controllers.statehub.Source;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// What the State Hub is told of a Sandbox, made from what its status has on record. Pure.
final class SandboxLifecycleEvents {

    private SandboxLifecycleEvents() {}

    static Source source(Sandbox sandbox) {
        return new Source(
                sandbox.getMetadata().getUid(),
                sandbox.getMetadata().getNamespace(),
                sandbox.getMetadata().getName());
    }

    /// Everything that the status does not have acknowledged, in order.
    static List<LifecycleEvent> unacknowledged(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        if (status == null) {
            return List.of();
        }
        long acknowledged = status.acknowledgedTransition() == null ? 0 : status.acknowledgedTransition();
        return status.transitions().stream()
                .filter(SandboxLifecycleEvents::isReadable)
                .filter(transition -> sequence(transition) > acknowledged)
                .map(transition -> event(sandbox, status, transition))
                .toList();
    }

    /// What the next status has no room for any more and the present one does not have acknowledged.
    static List<LifecycleEvent> crowdedOut(Sandbox sandbox, SandboxStatus next) {
        long firstLeft = next.transitions().stream()
                .filter(SandboxLifecycleEvents::isReadable)
                .mapToLong(SandboxLifecycleEvents::sequence)
                .min()
                .orElse(0);
        return unacknowledged(sandbox).stream()
                .filter(event -> event.sequence() < firstLeft)
                .toList();
    }

    /// The number of the latest transition; 0 before the first.
    static long lastSequence(@Nullable SandboxStatus status) {
        return status == null
                ? 0
                : status.transitions().stream()
                        .filter(SandboxLifecycleEvents::isReadable)
                        .mapToLong(SandboxLifecycleEvents::sequence)
                        .max()
                        .orElse(0);
    }

    /// What a progress note of the present incarnation is about.
    static Map<String, Object> progressDetail(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        int incarnation = status == null || status.incarnation() == null ? 0 : status.incarnation();
        Map<String, Object> detail = new LinkedHashMap<>();
        put(detail, "sandbox_id", LifecycleDetail.sandboxId(sandbox, incarnation));
        put(detail, "profile_id", LifecycleDetail.wantedProfile(sandbox));
        put(
                detail,
                "extension_id",
                status == null || status.route() == null ? null : status.route().extension());
        put(
                detail,
                "host",
                status == null || status.route() == null ? null : status.route().host());
        LifecycleDetail.attribute(detail, sandbox);
        put(detail, "state", status == null ? null : word(status.state()));
        put(detail, "incarnation", incarnation == 0 ? null : incarnation);
        return detail;
    }

    private static LifecycleEvent event(Sandbox sandbox, SandboxStatus status, LifecycleTransition transition) {
        return LifecycleEvent.of(
                source(sandbox),
                sequence(transition),
                type(state(transition)),
                summary(sandbox, transition),
                LifecycleDetail.of(sandbox, status, transition));
    }

    private static Type type(SandboxState state) {
        return switch (state) {
            case REQUESTED, PROVISIONING, ACTIVE, DESTROYING -> Type.NOTE;
            case READY, EXPIRED, FAILED, DESTROYED -> Type.MILESTONE;
        };
    }

    private static String summary(Sandbox sandbox, LifecycleTransition transition) {
        String place = transition.extension() == null
                ? ""
                : " (" + transition.extension() + (transition.host() == null ? "" : " on " + transition.host()) + ")";
        String text = switch (state(transition)) {
            case REQUESTED -> "is requested";
            case PROVISIONING -> "is being made";
            case READY -> "is ready";
            case ACTIVE -> "is in use";
            case EXPIRED -> "has expired";
            case FAILED -> "has failed: " + transition.reason();
            case DESTROYING -> "is being taken away";
            case DESTROYED -> "is gone, nothing of it is left";
        };
        return "Sandbox " + source(sandbox) + " " + text + place;
    }

    /// A damaged entry is passed over.
    static boolean isReadable(LifecycleTransition transition) {
        return transition.sequence() != null && transition.sequence() > 0 && transition.state() != null;
    }

    static long sequence(LifecycleTransition transition) {
        return Objects.requireNonNull(transition.sequence());
    }

    static SandboxState state(LifecycleTransition transition) {
        return Objects.requireNonNull(transition.state());
    }

    static @Nullable String word(@Nullable SandboxState state) {
        return text(state, each -> each.name().toLowerCase(Locale.ROOT));
    }

    static @Nullable String time(@Nullable Instant instant) {
        return text(instant, Instant::toString);
    }

    static void put(Map<String, Object> detail, String field, @Nullable Object value) {
        if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
            detail.put(field, value);
        }
    }

    private static <T> @Nullable String text(@Nullable T value, Function<T, String> words) {
        return value == null ? null : words.apply(value);
    }
}
