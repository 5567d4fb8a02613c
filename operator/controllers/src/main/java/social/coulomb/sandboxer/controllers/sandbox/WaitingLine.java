package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.function.Consumer;

/// Lets those that waited longest ask again when a place has become free.
///
/// @param cache knows who waits
/// @param wakeup has one of them reconciled soon
record WaitingLine(SandboxCache cache, Consumer<ResourceID> wakeup) {

    /// More than one, for the first may want another place than the free one; not all, for thousands may wait.
    private static final int ASKED_AT_ONCE = 4;

    /// @param namespace where a sandbox has come to its end
    void moveUp(String namespace) {
        cache.longestWaitingIn(namespace, ASKED_AT_ONCE).forEach(wakeup);
        cache.longestWaiting(ASKED_AT_ONCE).forEach(wakeup);
    }
}
