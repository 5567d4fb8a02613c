package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;

/// All that a pass decides on, seen once.
///
/// @param uid the object's UID; spreads pauses
/// @param createdAt when the object was created, by the API's clock
/// @param operation the latest operation; null when none is known, as after a start of the controllers
/// @param firstLookAt when an established sandbox of which nothing was seen yet is due to be looked at
record ObservedSandbox(
        String uid,
        Instant createdAt,
        Recorded recorded,
        Wish wish,
        @Nullable OperationRecord<SandboxIntent, SandboxResult> operation,
        Recipe recipe,
        Workplace workplace,
        Instant firstLookAt) {

    /// The operation, if it is of that kind and belongs to the incarnation on record.
    @Nullable
    OperationRecord<SandboxIntent, SandboxResult> operationOf(SandboxIntent.Kind kind) {
        return operation != null
                        && operation.intent().kind() == kind
                        && operation.intent().incarnation() == recorded.incarnation()
                ? operation
                : null;
    }

    boolean isOperating() {
        return operation != null && operation.isRunning();
    }
}
