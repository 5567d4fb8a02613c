package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import social.coulomb.sandboxer.controllers.routing.LatencyBook;
import social.coulomb.sandboxer.crds.sandbox.RouteStatus;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Reads from statuses what was measured before the program started. Pure but for the book that it fills.
final class Recollection {

    private Recollection() {}

    /// How long the present incarnation took to be established, if it was.
    static void of(Sandbox sandbox, LatencyBook latencies) {
        SandboxStatus status = sandbox.getStatus();
        RouteStatus route = status == null ? null : status.route();
        if (status == null || route == null || route.extension() == null) {
            return;
        }
        Instant decidedAt = route.decidedAt();
        Instant readyAt = status.readyAt();
        if (decidedAt != null && readyAt != null) {
            latencies.seed(route.extension(), route.host(), decidedAt, readyAt);
        }
    }
}
