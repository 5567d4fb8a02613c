package social.coulomb.sandboxer.controllers.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.sdk.EnforcementGap;

/// Where a sandbox stands after a pass: the facts that its conditions are made of.
sealed interface Standing {

    /// No route yet.
    ///
    /// @param stalled whether a user has to change something
    record Unrouted(Cause cause, boolean stalled) implements Standing {}

    /// Being made, undisturbed.
    record Establishing(String route) implements Standing {}

    /// Being made, with an attempt behind it that failed.
    record EstablishingDisturbed(Cause cause) implements Standing {}

    /// It was made.
    ///
    /// @param gaps what the profile asks for and does not hold
    record Established(List<EnforcementGap> gaps) implements Standing {}

    /// It was looked at after it was made.
    record Seen(Reach reach) implements Standing {}

    /// Being taken away.
    record Ending(EndReason why, Cause cause) implements Standing {}

    /// Being taken away, with an attempt behind it that failed.
    ///
    /// @param stuck whether a user has to do something
    record EndingDisturbed(Cause cause, boolean stuck) implements Standing {}

    /// Nothing is left of it.
    ///
    /// @param failure what is to be said of an end that nobody wanted; null where it was said already
    record Ended(EndReason why, @Nullable Cause failure) implements Standing {

        Ended(EndReason why) {
            this(why, null);
        }
    }

    /// The spec cannot be acted upon until a user changes it.
    record SpecInvalid(Cause cause) implements Standing {}

    /// As it was; only the spec may have changed.
    record Unchanged() implements Standing {}

    /// As it was, and the present spec asks for nothing else: what was said of an earlier one holds for it too.
    record Settled() implements Standing {}

    /// What a look brought.
    sealed interface Reach {

        record Reachable() implements Reach {}

        record Broken(String findings) implements Reach {}

        record Unknown(Cause cause) implements Reach {}
    }
}
