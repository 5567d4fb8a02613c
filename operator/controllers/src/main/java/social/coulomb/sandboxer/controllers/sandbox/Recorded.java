package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.EstablishedFrom;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// What the status has on record, as far as decisions rest on it.
///
/// @param incarnation 0 before the first
/// @param attempt of the operation on record; 1 when there is none
/// @param begunAt when the operation on record was first begun
/// @param source what the incarnation was made from; null before the first
record Recorded(
        Stage stage,
        int incarnation,
        int attempt,
        @Nullable Instant begunAt,
        @Nullable Source source,
        Basis basis,
        Times times,
        @Nullable EndReason endReason) {

    /// @param host null for extensions without hosts
    record Source(
            String profile, String extension, @Nullable String host) {}

    /// @param recreate the word that was acted upon
    /// @param digest of the spec that was acted upon
    record Basis(String recreate, String digest) {}

    record Times(
            @Nullable Instant readyAt,
            @Nullable Instant expiresAt,
            @Nullable Instant endedAt) {}

    static Recorded from(@Nullable SandboxStatus status) {
        if (status == null) {
            return new Recorded(
                    Stage.NOTHING_MADE, 0, 1, null, null, new Basis("", ""), new Times(null, null, null), null);
        }
        OperationStatus operation = status.operation();
        Integer attempt = operation == null ? null : operation.attempt();
        return new Recorded(
                stage(status),
                status.incarnation() == null ? 0 : status.incarnation(),
                attempt == null ? 1 : attempt,
                operation == null ? null : operation.startedAt(),
                source(status),
                basis(status.establishedFrom()),
                new Times(status.readyAt(), status.expiresAt(), status.endedAt()),
                status.endReason());
    }

    boolean isEstablished() {
        return stage == Stage.ESTABLISHED;
    }

    boolean mayHaveSomethingOutside() {
        return switch (stage) {
            case PROVISIONING, ESTABLISHED, DESTROYING -> true;
            case NOTHING_MADE, ENDED -> false;
        };
    }

    boolean wasMadeFrom(Wish wish) {
        return basis.digest().equals(wish.digest());
    }

    boolean hasActedOnRecreateOf(Wish wish) {
        return basis.recreate().equals(wish.recreate());
    }

    private static Stage stage(SandboxStatus status) {
        OperationStatus operation = status.operation();
        if (operation != null) {
            return operation.intent() == OperationIntent.TEARDOWN ? Stage.DESTROYING : Stage.PROVISIONING;
        }
        if (status.endedAt() != null) {
            return Stage.ENDED;
        }
        return status.readyAt() != null ? Stage.ESTABLISHED : Stage.NOTHING_MADE;
    }

    private static @Nullable Source source(SandboxStatus status) {
        ProfileReference profile = status.profile();
        RouteStatus route = status.route();
        if (profile == null || profile.id() == null || route == null || route.extension() == null) {
            return null;
        }
        return new Source(profile.id(), route.extension(), route.host());
    }

    private static Basis basis(@Nullable EstablishedFrom from) {
        return from == null
                ? new Basis("", "")
                : new Basis(from.recreate() == null ? "" : from.recreate(), from.digest() == null ? "" : from.digest());
    }
}
