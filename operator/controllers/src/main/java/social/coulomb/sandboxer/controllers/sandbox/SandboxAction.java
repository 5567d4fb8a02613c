package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;

/// The one thing that a pass does.
sealed interface SandboxAction {

    /// Record a new incarnation, then make it.
    record Begin(int incarnation, Recipe.Routed recipe) implements SandboxAction {}

    /// Say why nothing is made yet.
    record StayUnrouted(Recipe.Unrouted recipe) implements SandboxAction {}

    /// Say nothing yet: what is missing may just be on its way.
    record Hesitate(Instant until) implements SandboxAction {}

    /// Make the incarnation on record, or go on making it.
    record Provision(Workplace.Usable at, int attempt) implements SandboxAction {}

    /// Take the incarnation on record away, or go on doing so.
    record TearDown(Workplace.Usable at, int attempt) implements SandboxAction {}

    /// Look at the incarnation on record.
    record Look(Workplace.Usable at) implements SandboxAction {}

    /// An operation runs.
    ///
    /// @param cancel whether it is no longer wanted
    /// @param until when to look again if it has not ended by then
    record Await(boolean cancel, Instant until) implements SandboxAction {}

    /// An attempt failed, or the next one cannot begin.
    ///
    /// @param cause what a user should know
    /// @param stuck whether a user has to do something
    /// @param attempt the attempt that this is about
    /// @param until when the next attempt is due
    record Pause(Cause cause, boolean stuck, int attempt, Instant until) implements SandboxAction {}

    /// Record that the incarnation comes to its end, stop what runs, then take it away.
    ///
    /// @param failsOver whether the same establishment goes on elsewhere once nothing is left here
    record BeginTeardown(EndReason why, Cause cause, boolean failsOver) implements SandboxAction {

        static BeginTeardown of(EndReason why, Cause cause) {
            return new BeginTeardown(why, cause, false);
        }

        static BeginTeardown failingOver(Cause cause) {
            return new BeginTeardown(EndReason.RECREATED, cause, true);
        }
    }

    /// Record that remains of the present incarnation are to be hunted, and begin the next one elsewhere.
    record LeaveBehind(int incarnation, Recipe.Routed recipe) implements SandboxAction {}

    record ConcludeEstablished(SandboxResult.Established result) implements SandboxAction {}

    /// @param lookAgainAt when it is looked at next
    record ConcludeLook(Outcome<SandboxResult> outcome, Instant lookAgainAt) implements SandboxAction {}

    /// Nothing is left of the incarnation.
    ///
    /// @param failure what a user should know of an end that nobody wanted; null where that is on record already
    record End(
            EndReason why,
            @Nullable ProvisionDelta delta,
            @Nullable Cause failure) implements SandboxAction {

        End(EndReason why, @Nullable ProvisionDelta delta) {
            this(why, delta, null);
        }
    }

    /// Nothing to do until something changes or that moment comes.
    record Settle(Instant until) implements SandboxAction {}

    /// The record has been kept for long enough.
    record DeleteRecord() implements SandboxAction {}

    /// The object is being deleted and nothing of it is left outside.
    record Release() implements SandboxAction {}

    /// @param reason one CamelCase word
    /// @param message a sentence for people
    record Cause(String reason, String message) {}
}
