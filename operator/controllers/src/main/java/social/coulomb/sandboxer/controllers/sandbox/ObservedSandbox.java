package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.activity.UseLease;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// All that a pass decides on, seen once.
///
/// @param subject the object itself
/// @param work what is or was being done
/// @param options what could be made
/// @param outward what others do with it and were told of it
record ObservedSandbox(Subject subject, Recorded recorded, Wish wish, Work work, Options options, Outward outward) {

    /// @param uid spreads pauses
    /// @param createdAt when the object was created, by the API's clock
    /// @param changed whether its spec is newer than what the status speaks about
    record Subject(String uid, Instant createdAt, boolean changed) {}

    /// @param operation the latest operation; null when none is known, as after a start of the controllers
    /// @param workplace where the incarnation on record is worked on
    /// @param recipe what the incarnation was made from, whether its place can be used now or not; null when there
    /// is none, or nobody remembers it
    /// @param lookEvery how long after one look at an established sandbox the next is due
    /// @param firstLookAt when an established sandbox of which nothing was seen yet is due to be looked at
    record Work(
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
            Workplace workplace,
            @Nullable CatalogEntry<Profile> recipe,
            Duration lookEvery,
            Instant firstLookAt) {}

    /// @param recipe what a new incarnation would be made from
    /// @param alternative the same, with the place of the present incarnation left out
    record Options(Recipe recipe, Recipe alternative) {}

    /// @param use the consumer's Lease that speaks longest; null when there is none
    record Outward(@Nullable UseLease use, Telling telling) {}

    /// How far the lifecycle events have been told.
    enum Telling {
        /// Nobody wants to know.
        UNWANTED,
        PENDING,
        DONE
    }

    String uid() {
        return subject.uid();
    }

    Recipe recipe() {
        return options.recipe();
    }

    /// Why the incarnation that the user asks for instead of the present one does not begin; null when nothing stands
    /// in its way, or none is asked for.
    Recipe.@Nullable Unrouted obstacle() {
        return recorded.isEstablished() && recipe() instanceof Recipe.Unrouted unrouted && unrouted.holdsBackTheNext()
                ? unrouted
                : null;
    }

    Workplace workplace() {
        return work.workplace();
    }

    /// The operation, if it is of that kind and belongs to the incarnation on record.
    @Nullable
    OperationRecord<SandboxIntent, SandboxResult> operationOf(SandboxIntent.Kind kind) {
        OperationRecord<SandboxIntent, SandboxResult> operation = work.operation();
        return operation != null
                        && operation.intent().kind() == kind
                        && operation.intent().incarnation() == recorded.incarnation()
                ? operation
                : null;
    }

    boolean isOperating() {
        return work.operation() != null && work.operation().isRunning();
    }
}
