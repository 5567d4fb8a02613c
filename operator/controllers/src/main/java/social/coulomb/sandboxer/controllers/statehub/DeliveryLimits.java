package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import social.coulomb.sandboxer.controllers.reconcile.Backoff;

/// How hard the hub is tried, and how much waits for it.
///
/// @param atOnce how many events are on their way at the same time, of as many objects
/// @param mostWaiting how many events are held in memory
/// @param mostStrikes after how many failures an event is passed over, counting only those between which the
/// hub took other events
/// @param hubPauses while the hub takes nothing
/// @param strikePauses before an event is tried again that fails while others do not
record DeliveryLimits(int atOnce, int mostWaiting, int mostStrikes, Backoff hubPauses, Backoff strikePauses) {

    static final DeliveryLimits STANDARD = new DeliveryLimits(
            8, 4096, 12, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)), Backoff.STANDARD);
}
