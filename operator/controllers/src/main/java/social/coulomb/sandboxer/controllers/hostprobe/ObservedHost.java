package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;

/// All that a pass over a host decides on, seen once.
///
/// @param uid spreads pauses
/// @param generation of the spec
/// @param leaving whether the object is being deleted
/// @param moved whether the spec points to another place than the one on record
/// @param interval how often the host is to be looked at
/// @param placed how many sandboxes are placed on it
/// @param operation the latest operation; null when none is known
record ObservedHost(
        String uid,
        long generation,
        boolean leaving,
        boolean moved,
        Duration interval,
        int placed,
        @Nullable OperationRecord<HostIntent, Finding> operation) {}
