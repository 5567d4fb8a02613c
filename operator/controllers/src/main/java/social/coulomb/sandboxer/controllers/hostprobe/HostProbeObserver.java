package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.sdk.DurationText;

/// Sees once, from memory, all that a pass over a host decides on.
record HostProbeObserver(OperationLedger<HostIntent, Finding> ledger, Placements placements) {

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

    ObservedHost observe(HostProbe probe) {
        HostProbeStatus status = probe.getStatus();
        String recorded = status == null ? null : status.connectionDigest();
        return new ObservedHost(
                probe.getMetadata().getUid(),
                probe.getMetadata().getGeneration() == null
                        ? 0
                        : probe.getMetadata().getGeneration(),
                probe.isMarkedForDeletion(),
                recorded != null && !recorded.equals(Connection.digest(probe.getSpec())),
                interval(probe.getSpec().interval()),
                placements.on(probe.getMetadata().getName()).size(),
                ledger.find(probe.getMetadata().getUid()).orElse(null));
    }

    /// The schema keeps nonsense out; what gets past it must not stop the host from being looked at.
    private static Duration interval(@Nullable String text) {
        try {
            return text == null ? DEFAULT_INTERVAL : DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            return DEFAULT_INTERVAL;
        }
    }
}
