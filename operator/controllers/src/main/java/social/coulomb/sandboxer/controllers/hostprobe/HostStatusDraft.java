package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Proof;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.EngineStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostIdentity;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostSnapshotStatus;
import social.coulomb.sandboxer.crds.hostprobe.InventoryStatus;
import social.coulomb.sandboxer.crds.hostprobe.StaleStatus;

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
        HostProbeStatus quiet = new HostProbeStatus(
                conditions.toList(),
                generation,
                status.snapshot(),
                status.engine(),
                identity(status.identity(), finding),
                digest(status.connectionDigest(), finding),
                placed,
                status.inventory(),
                status.staleCandidates(),
                status.reap());
        return finding instanceof Finding.Seen seen && isDue(status, quiet, now) ? measured(quiet, seen) : quiet;
    }

    private static boolean isDue(HostProbeStatus former, HostProbeStatus quiet, Instant now) {
        HostSnapshotStatus snapshot = former.snapshot();
        return snapshot == null
                || snapshot.collectedAt() == null
                || !now.isBefore(snapshot.collectedAt().plus(MEASURES_INTERVAL))
                || !sameStatuses(former.conditions(), quiet.conditions())
                || !java.util.Objects.equals(former.observedGeneration(), quiet.observedGeneration());
    }

    private static HostProbeStatus measured(HostProbeStatus quiet, Finding.Seen seen) {
        EngineStatus engine = HostStatusParts.engine(seen.engine());
        InventoryStatus inventory = HostStatusParts.inventory(seen.reading().inventory());
        StaleStatus stale = HostStatusParts.stale(seen.stale());
        return new HostProbeStatus(
                quiet.conditions(),
                quiet.observedGeneration(),
                HostStatusParts.snapshot(seen.reading().snapshot()),
                engine,
                quiet.identity(),
                quiet.connectionDigest(),
                quiet.placedSandboxes(),
                inventory,
                stale,
                quiet.reap());
    }

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
