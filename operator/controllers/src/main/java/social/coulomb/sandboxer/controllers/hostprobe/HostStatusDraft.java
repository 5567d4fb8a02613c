package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Proof;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.HostIdentity;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostSnapshotStatus;

/// Makes a host's next status of its former one and what was found. Pure.
///
/// Measures change at every look and are written at most every few minutes, or together with a changed condition.
final class HostStatusDraft {

    /// No write for measures alone comes sooner.
    static final Duration MEASURES_INTERVAL = Duration.ofMinutes(5);

    private static final HostProbeStatus NOTHING =
            new HostProbeStatus(List.of(), null, null, null, null, null, null, null, null, null);

    private HostStatusDraft() {}

    /// @param former null before the first
    static HostProbeStatus next(
            @Nullable HostProbeStatus former,
            ConditionSet conditions,
            @Nullable Finding finding,
            @Nullable Long generation,
            int placed,
            Instant now) {
        HostProbeStatus status = former == null ? NOTHING : former;
        boolean turned = !sameStatuses(status.conditions(), conditions.toList())
                || !Objects.equals(status.observedGeneration(), generation);
        HostProbeStatus quiet = new HostProbeStatus(
                turned ? conditions.toList() : status.conditions(),
                generation,
                status.snapshot(),
                status.engine(),
                identity(status.identity(), finding),
                digest(status.connectionDigest(), finding),
                turned || finding != null ? Integer.valueOf(placed) : status.placedSandboxes(),
                status.inventory(),
                status.staleCandidates(),
                status.reap());
        return finding instanceof Finding.Seen seen && (turned || isDue(status, now))
                ? measured(quiet, conditions.toList(), seen, placed)
                : quiet;
    }

    private static boolean isDue(HostProbeStatus former, Instant now) {
        HostSnapshotStatus snapshot = former.snapshot();
        return snapshot == null
                || snapshot.collectedAt() == null
                || !now.isBefore(snapshot.collectedAt().plus(MEASURES_INTERVAL));
    }

    private static HostProbeStatus measured(
            HostProbeStatus quiet, List<Condition> conditions, Finding.Seen seen, int placed) {
        return new HostProbeStatus(
                conditions,
                quiet.observedGeneration(),
                HostStatusParts.snapshot(seen.reading().snapshot(), seen.roundTrip()),
                HostStatusParts.engine(seen.engine()),
                quiet.identity(),
                quiet.connectionDigest(),
                placed,
                HostStatusParts.inventory(seen.reading().inventory()),
                HostStatusParts.stale(seen.stale()),
                quiet.reap());
    }

    /// The same in other words is not worth a write: an error's text may differ at every look.
    private static boolean sameStatuses(List<Condition> some, List<Condition> others) {
        return some.stream()
                .map(each -> each.type() + each.status() + each.reason())
                .toList()
                .equals(others.stream()
                        .map(each -> each.type() + each.status() + each.reason())
                        .toList());
    }

    private static @Nullable HostIdentity identity(@Nullable HostIdentity former, @Nullable Finding finding) {
        return finding instanceof Finding.Seen seen && seen.proof() instanceof Proof.Same same
                ? new HostIdentity(same.identity().machineId(), same.identity().ownerId())
                : former;
    }

    private static @Nullable String digest(@Nullable String former, @Nullable Finding finding) {
        return finding instanceof Finding.Seen seen && seen.proof() instanceof Proof.Same
                ? seen.connectionDigest()
                : former;
    }
}
