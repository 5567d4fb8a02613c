package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.crds.Condition;

/// Tells whether the spec as it stands now is what the sandbox was made from. Pure.
///
/// @param obstacle why the incarnation that is asked for instead of the present one does not begin; null when nothing
/// stands in its way, or none is asked for
record Currency(Wish wish, Recipe.@Nullable Unrouted obstacle) {

    static final String HELD_BACK = "ChangeHeldBack";

    void conclude(ConditionSet conditions, Recorded recorded) {
        letGo(conditions, SandboxConditions.STALLED);
        letGo(conditions, SandboxConditions.RECONCILING);
        switch (recorded.stage()) {
            case NOTHING_MADE -> conditions.without(SandboxConditions.UP_TO_DATE);
            case ENDED -> afterTheEnd(conditions, recorded);
            case PROVISIONING, ESTABLISHED, DESTROYING -> during(conditions, recorded);
        }
    }

    /// What a user should know of what stands in the way.
    static Cause cause(Recipe.Unrouted obstacle) {
        return new Cause(obstacle.reason(), "What there is stays until the next can be made. " + obstacle.message());
    }

    /// Whether a condition says that a change waits.
    static boolean holdsBack(Condition condition) {
        return HELD_BACK.equals(condition.reason());
    }

    private static void letGo(ConditionSet conditions, String type) {
        if (conditions.find(type).filter(Currency::holdsBack).isPresent()) {
            conditions.without(type);
        }
    }

    private void during(ConditionSet conditions, Recorded recorded) {
        if (wish.existence() == Wish.Existence.DELETED) {
            return;
        }
        if (obstacle != null) {
            heldBack(conditions, obstacle.isStalled(), cause(obstacle));
        } else if (recorded.wasMadeFrom(wish)) {
            conditions.isTrue(SandboxConditions.UP_TO_DATE, "UpToDate", "It is made from the present spec.");
        } else {
            conditions.isFalse(
                    SandboxConditions.UP_TO_DATE,
                    "SpecChanged",
                    "The profile, an input, the host or the route has changed since it was made: change recreate, or set"
                            + " updatePolicy to Immediately, to have the change take effect.");
        }
    }

    private static void heldBack(ConditionSet conditions, boolean stalled, Cause cause) {
        conditions
                .isFalse(SandboxConditions.UP_TO_DATE, cause.reason(), cause.message())
                .isTrue(
                        stalled ? SandboxConditions.STALLED : SandboxConditions.RECONCILING,
                        HELD_BACK,
                        cause.message());
    }

    private void afterTheEnd(ConditionSet conditions, Recorded recorded) {
        if (wish.isWanted() && recorded.hasActedOnRecreateOf(wish)) {
            conditions.isFalse(
                    SandboxConditions.UP_TO_DATE,
                    "Ended",
                    "It has ended and this object is its record: only a changed recreate establishes it again.");
        } else {
            conditions.isTrue(SandboxConditions.UP_TO_DATE, "UpToDate", "It is as the spec wants it.");
        }
    }
}
