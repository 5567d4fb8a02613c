package social.coulomb.sandboxer.controllers.sandbox;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.sdk.EnforcementGap;

/// Writes the conditions of a sandbox from where it stands, and its state from both. Pure.
final class SandboxConditions {

    static final String READY = "Ready";
    static final String ROUTED = "Routed";
    static final String PROVISIONED = "Provisioned";
    static final String REACHABLE = "Reachable";
    static final String UP_TO_DATE = "UpToDate";
    static final String EXPIRED = "Expired";
    static final String RECONCILING = "Reconciling";
    static final String STALLED = "Stalled";
    static final String DELETING = "Deleting";
    static final String FINISHED = "Finished";
    static final String ACTIVE = "Active";

    private static final String SPEC_INVALID = "SpecInvalid";

    private SandboxConditions() {}

    static void conclude(ConditionSet conditions, Standing standing) {
        switch (standing) {
            case Standing.Unrouted(Cause cause, boolean stalled) -> unrouted(conditions, cause, stalled);
            case Standing.Establishing(String route) -> establishing(conditions, route);
            case Standing.EstablishingDisturbed(Cause cause) ->
                conditions
                        .isFalse(PROVISIONED, cause.reason(), cause.message())
                        .isTrue(RECONCILING, "Retrying", "The next attempt follows: " + cause.message())
                        .isFalse(READY, cause.reason(), cause.message());
            case Standing.Established(List<EnforcementGap> gaps) -> established(conditions, gaps);
            case Standing.Seen(Standing.Reach reach) -> seen(conditions, reach);
            case Standing.Ending(EndReason why, Cause cause) -> ending(conditions, why, cause);
            case Standing.EndingDisturbed(Cause cause, boolean stuck) -> endingDisturbed(conditions, cause, stuck);
            case Standing.Ended(EndReason why, Cause failure) -> ended(conditions, why, failure);
            case Standing.SpecInvalid(Cause cause) -> conditions.isTrue(STALLED, SPEC_INVALID, cause.message());
            case Standing.Settled settled -> conditions.stillHold();
            case Standing.Unchanged unchanged -> {
                // Nothing has been learnt.
            }
        }
        if (!(standing instanceof Standing.SpecInvalid)) {
            forgetInvalidSpec(conditions);
        }
    }

    private static void forgetInvalidSpec(ConditionSet conditions) {
        if (conditions
                .find(STALLED)
                .filter(stalled -> stalled.reason().equals(SPEC_INVALID))
                .isPresent()) {
            conditions.without(STALLED);
        }
    }

    /// Says whether a consumer uses it; who never had a consumer's Lease says nothing.
    ///
    /// @param holder null when nobody does
    static void used(ConditionSet conditions, @Nullable String holder) {
        if (holder != null) {
            String who = holder.isEmpty() ? "a consumer that gives no name" : holder;
            conditions.isTrue(ACTIVE, "InUse", "It is used by " + who + ".");
        } else if (conditions.find(ACTIVE).isPresent()) {
            conditions.isFalse(ACTIVE, "NotInUse", "No consumer's Lease is fresh.");
        }
    }

    /// The one word for people.
    static SandboxState state(Recorded recorded) {
        boolean failed = recorded.endReason() == EndReason.FAILED;
        return switch (recorded.stage()) {
            case NOTHING_MADE -> SandboxState.REQUESTED;
            case PROVISIONING -> SandboxState.PROVISIONING;
            case ESTABLISHED -> recorded.times().usage().active() ? SandboxState.ACTIVE : SandboxState.READY;
            case DESTROYING -> failed ? SandboxState.FAILED : SandboxState.DESTROYING;
            case ENDED -> failed ? SandboxState.FAILED : SandboxState.DESTROYED;
        };
    }

    private static void unrouted(ConditionSet conditions, Cause cause, boolean stalled) {
        conditions
                .without(PROVISIONED, REACHABLE, DELETING, FINISHED, EXPIRED, UP_TO_DATE, ACTIVE)
                .isFalse(ROUTED, cause.reason(), cause.message())
                .isFalse(READY, cause.reason(), cause.message());
        if (stalled) {
            conditions.without(RECONCILING).isTrue(STALLED, cause.reason(), cause.message());
        } else {
            conditions.without(STALLED).isTrue(RECONCILING, cause.reason(), cause.message());
        }
    }

    private static void establishing(ConditionSet conditions, String route) {
        conditions
                .without(STALLED, REACHABLE, DELETING, FINISHED, EXPIRED, ACTIVE)
                .isTrue(ROUTED, "Routed", route)
                .isFalse(PROVISIONED, "Provisioning", "It is being made.")
                .isTrue(RECONCILING, "Provisioning", "It is being made.")
                .isFalse(READY, "Provisioning", "It is being made.");
    }

    private static void established(ConditionSet conditions, List<EnforcementGap> gaps) {
        String unenforced =
                gaps.stream().map(gap -> gap.field() + ": " + gap.reason()).collect(Collectors.joining("; "));
        conditions
                .without(RECONCILING, STALLED)
                .isTrue(
                        PROVISIONED,
                        gaps.isEmpty() ? "Provisioned" : "ProvisionedWithGaps",
                        gaps.isEmpty() ? "It was made as the profile asks." : "Not enforced here: " + unenforced);
        seen(conditions, new Standing.Reach.Reachable());
    }

    private static void seen(ConditionSet conditions, Standing.Reach reach) {
        switch (reach) {
            case Standing.Reach.Reachable reachable ->
                conditions.isTrue(REACHABLE, "Reachable", "It answers.").isTrue(READY, "Ready", "It can be reached.");
            case Standing.Reach.Broken(String findings) ->
                conditions.isFalse(REACHABLE, "Broken", findings).isFalse(READY, "Broken", findings);
            case Standing.Reach.Unknown(Cause cause) ->
                conditions
                        .isUnknown(REACHABLE, cause.reason(), cause.message())
                        .isUnknown(READY, cause.reason(), cause.message());
        }
    }

    private static void ending(ConditionSet conditions, EndReason why, Cause cause) {
        conditions
                .without(REACHABLE, ACTIVE)
                .isTrue(DELETING, "TearingDown", cause.message())
                .isTrue(RECONCILING, "TearingDown", cause.message())
                .isFalse(READY, why == EndReason.FAILED ? cause.reason() : "Destroying", cause.message());
        if (why == EndReason.FAILED) {
            conditions.isTrue(STALLED, cause.reason(), cause.message());
        }
        if (why == EndReason.EXPIRED || why == EndReason.IDLE) {
            conditions.isTrue(EXPIRED, cause.reason(), cause.message());
        }
    }

    private static void endingDisturbed(ConditionSet conditions, Cause cause, boolean stuck) {
        conditions
                .isTrue(DELETING, cause.reason(), cause.message())
                .isTrue(RECONCILING, "Retrying", "The next attempt follows: " + cause.message());
        if (stuck) {
            conditions.isTrue(STALLED, cause.reason(), cause.message());
        }
    }

    private static void ended(ConditionSet conditions, EndReason why, @Nullable Cause failure) {
        conditions.without(DELETING, RECONCILING, REACHABLE, ACTIVE);
        conditions
                .isFalse(PROVISIONED, "Removed", "Nothing of it is left.")
                .isTrue(FINISHED, ConstantName.camelCase(why), endMessage(why));
        if (failure != null) {
            conditions
                    .isTrue(STALLED, failure.reason(), failure.message())
                    .isFalse(READY, failure.reason(), failure.message());
        }
        if (why != EndReason.FAILED) {
            conditions.without(READY, STALLED);
        }
    }

    private static String endMessage(EndReason why) {
        return switch (why) {
            case REQUESTED -> "It was taken away as requested.";
            case EXPIRED -> "Its time to live was over.";
            case IDLE -> "Nobody used it.";
            case RECREATED -> "A new incarnation takes its place.";
            case FAILED -> "It could not be established; nothing is left of the attempt. Change recreate to try again.";
            case REAPED -> "It was reaped.";
            case HOST_LOST -> "Its host was given up; what was there counts as lost.";
        };
    }
}
