package social.coulomb.sandboxer.app.command.sandbox;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Whether a sandbox's time is over and something of it is still there. Pure.
final class Overdue {

    private Overdue() {}

    /// Why it is overdue; empty when it is not.
    static Optional<String> reason(Sandbox sandbox, Instant now) {
        SandboxStatus status = sandbox.getStatus();
        if (status == null || status.endedAt() != null) {
            return Optional.empty();
        }
        if (status.state() == SandboxState.EXPIRED
                || status.endReason() == EndReason.EXPIRED
                || status.endReason() == EndReason.IDLE) {
            return Optional.of("it is being ended");
        }
        if (status.state() != SandboxState.READY && status.state() != SandboxState.ACTIVE) {
            return Optional.empty();
        }
        if (isPast(status.expiresAt(), now)) {
            return Optional.of("its time was over at " + status.expiresAt());
        }
        return isPast(status.idleAt(), now) ? Optional.of("it is idle since " + status.idleAt()) : Optional.empty();
    }

    private static boolean isPast(@Nullable Instant moment, Instant now) {
        return moment != null && !moment.isAfter(now);
    }
}
