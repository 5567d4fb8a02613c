package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.EstablishedFrom;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.ProfileReference;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// What the status has on record, as far as decisions rest on it.
///
/// @param attempt how often it was begun
/// @param source what the incarnation was made from; null before the first
/// @param trail what earlier attempts and incarnations left on record
record Recorded(Stage stage, Attempt attempt, @Nullable Source source, Basis basis, Times times, Trail trail) {

    /// @param incarnation 0 before the first
    /// @param number of the operation on record; 1 when there is none
    /// @param begunAt when the operation on record was first begun
    record Attempt(int incarnation, int number, @Nullable Instant begunAt) {}

    /// @param digest of the profile as it was then; empty in records of older versions
    /// @param host null for extensions without hosts
    record Source(
            String profile,
            String digest,
            String extension,
            @Nullable String host) {}

    /// @param recreate the word that was acted upon
    /// @param digest of the spec that was acted upon
    record Basis(String recreate, String digest) {}

    record Times(
            @Nullable Instant readyAt,
            @Nullable Instant expiresAt,
            @Nullable Instant endedAt,
            Usage usage) {}

    /// @param active whether a consumer's Lease was fresh at the last look
    /// @param lastAt when it was last known to be used
    record Usage(boolean active, @Nullable Instant lastAt) {}

    /// @param endReason null before the end
    /// @param failures places at which this establishment was tried in vain
    /// @param remains what earlier incarnations may have left
    /// @param told whether any lifecycle event is on record
    record Trail(@Nullable EndReason endReason, List<RouteFailure> failures, List<Remains> remains, boolean told) {}

    static Recorded from(@Nullable SandboxStatus status) {
        if (status == null) {
            return new Recorded(
                    Stage.NOTHING_MADE,
                    new Attempt(0, 1, null),
                    null,
                    new Basis("", ""),
                    new Times(null, null, null, new Usage(false, null)),
                    new Trail(null, List.of(), List.of(), false));
        }
        return new Recorded(
                stage(status),
                attempt(status),
                source(status),
                basis(status.establishedFrom()),
                times(status),
                new Trail(
                        status.endReason(),
                        status.route() == null ? List.of() : status.route().failures(),
                        status.remains(),
                        !status.transitions().isEmpty()));
    }

    int incarnation() {
        return attempt.incarnation();
    }

    @Nullable
    EndReason endReason() {
        return trail.endReason();
    }

    boolean isEstablished() {
        return stage == Stage.ESTABLISHED;
    }

    /// Whether the present incarnation may have something outside; what is left of earlier ones is not meant.
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

    /// Whether another incarnation is to follow this one, as far as it is wanted at all.
    boolean owesTheNext(Wish wish) {
        return endReason() == EndReason.RECREATED || !hasActedOnRecreateOf(wish);
    }

    /// Whether the incarnation ends so that the same establishment is tried elsewhere.
    boolean isFailingOver() {
        return stage == Stage.DESTROYING
                && trail.endReason() == EndReason.RECREATED
                && trail.failures().stream()
                        .anyMatch(failure ->
                                Integer.valueOf(attempt.incarnation()).equals(failure.incarnation()));
    }

    /// Whether the next incarnation goes on with the same establishment, and passes over where it failed.
    boolean goesOnElsewhere(Wish wish) {
        return isFailingOver() && hasActedOnRecreateOf(wish) && wasMadeFrom(wish);
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

    private static Attempt attempt(SandboxStatus status) {
        OperationStatus operation = status.operation();
        Integer number = operation == null ? null : operation.attempt();
        return new Attempt(
                status.incarnation() == null ? 0 : status.incarnation(),
                number == null ? 1 : number,
                operation == null ? null : operation.startedAt());
    }

    private static @Nullable Source source(SandboxStatus status) {
        ProfileReference profile = status.profile();
        RouteStatus route = status.route();
        if (profile == null || profile.id() == null || route == null || route.extension() == null) {
            return null;
        }
        String digest = profile.digest() == null ? "" : profile.digest();
        return new Source(profile.id(), digest, route.extension(), route.host());
    }

    private static Basis basis(@Nullable EstablishedFrom from) {
        return from == null
                ? new Basis("", "")
                : new Basis(from.recreate() == null ? "" : from.recreate(), from.digest() == null ? "" : from.digest());
    }

    private static Times times(SandboxStatus status) {
        boolean active = status.conditions().stream()
                .filter(condition -> SandboxConditions.ACTIVE.equals(condition.type()))
                .anyMatch(Condition::holds);
        return new Times(
                status.readyAt(), status.expiresAt(), status.endedAt(), new Usage(active, status.lastActivityAt()));
    }
}
