package social.coulomb.sandboxer.controllers.reconcile;

import java.time.Duration;

/// What an action leaves to be done.
public sealed interface StepOutcome<P> {

    /// Something was recorded on which the next action can be decided at once.
    ///
    /// @param latest the object as it is recorded now
    record GoOn<P>(P latest) implements StepOutcome<P> {}

    /// Look again after that time at the latest, whatever else happens.
    record LookAgain<P>(Duration after) implements StepOutcome<P> {

        /// A moment that has passed is now: the timer behind refuses, and forgets, what lies in the past.
        public LookAgain {
            after = after.isNegative() ? Duration.ZERO : after;
        }
    }

    /// Nothing holds the object any more: what it stood for is proven to be gone.
    record Gone<P>() implements StepOutcome<P> {}
}
