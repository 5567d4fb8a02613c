package social.coulomb.sandboxer.controllers.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;

/// Has an object reconciled soon. Never blocks; may be lost while the controllers start, so nobody relies on
/// it alone.
@FunctionalInterface
public interface Wakeup {
    void wake(ResourceID resource);
}
