package social.coulomb.sandboxer.controllers.sandbox;

import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;

/// Tells whether the spec as it stands now is what the sandbox was made from. Pure.
final class Currency {

    private Currency() {}

    static void conclude(ConditionSet conditions, Recorded recorded, Wish wish) {
        switch (recorded.stage()) {
            case NOTHING_MADE -> conditions.without(SandboxConditions.UP_TO_DATE);
            case ENDED -> afterTheEnd(conditions, recorded, wish);
            case PROVISIONING, ESTABLISHED, DESTROYING -> during(conditions, recorded, wish);
        }
    }

    private static void during(ConditionSet conditions, Recorded recorded, Wish wish) {
        if (wish.existence() == Wish.Existence.DELETED) {
            return;
        }
        if (recorded.wasMadeFrom(wish)) {
            conditions.isTrue(SandboxConditions.UP_TO_DATE, "UpToDate", "It is made from the present spec.");
        } else {
            conditions.isFalse(
                    SandboxConditions.UP_TO_DATE,
                    "SpecChanged",
                    "The profile, an input, the host or the route has changed since it was made: change recreate, or set"
                            + " updatePolicy to Immediately, to have the change take effect.");
        }
    }

    private static void afterTheEnd(ConditionSet conditions, Recorded recorded, Wish wish) {
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
