package social.coulomb.sandboxer.controllers.hostprobe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.NotSeen;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Proof;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Seen;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.engine.EngineKind;
import social.coulomb.sandboxer.host.engine.EngineVersion;
import social.coulomb.sandboxer.host.inventory.InventoryEntry;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

final class HostStatusDraftTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void measuresWaitForTheirTime() {
        HostProbeStatus first = next(null, seen(NOW, 4000), 0, NOW);
        assertThat(next(first, seen(NOW.plusSeconds(30), 3000), 0, NOW.plusSeconds(30)))
                .isEqualTo(first);
        Instant due = NOW.plus(HostStatusDraft.MEASURES_INTERVAL);
        HostProbeStatus later = next(first, seen(due, 3000), 0, due);
        assertThat(requireNonNull(later.snapshot()).memAvailableMb()).isEqualTo(3000);
    }

    @Test
    void theCountOfSandboxesIsTrueAtEveryLook() {
        HostProbeStatus first = next(null, seen(NOW, 4000), 0, NOW);
        HostProbeStatus soon = next(first, seen(NOW.plusSeconds(30), 3000), 5, NOW.plusSeconds(30));
        assertThat(soon.placedSandboxes()).isEqualTo(5);
        assertThat(soon.snapshot()).isEqualTo(first.snapshot());
    }

    @Test
    void aTurnedConditionBringsTheMeasuresWithIt() {
        HostProbeStatus silent = next(null, silent("timed out after 5001 ms"), 0, NOW);
        HostProbeStatus up = next(silent, seen(NOW.plusSeconds(5), 4000), 0, NOW.plusSeconds(5));
        assertThat(requireNonNull(up.snapshot()).collectedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void theSameTroubleInOtherWordsIsNotWritten() {
        HostProbeStatus first = next(null, silent("timed out after 5001 ms"), 0, NOW);
        assertThat(next(first, silent("timed out after 5003 ms"), 0, NOW.plusSeconds(10)))
                .isEqualTo(first);
    }

    @Test
    void identityAndMeasuresOutliveASilence() {
        HostProbeStatus up = next(null, seen(NOW, 4000), 0, NOW);
        HostProbeStatus silent = next(up, silent("no answer"), 0, NOW.plusSeconds(30));
        assertThat(silent.identity()).isEqualTo(up.identity());
        assertThat(silent.snapshot()).isEqualTo(up.snapshot());
        assertThat(silent.connectionDigest()).isEqualTo("sha256:x", Duration.ofMillis(12));
    }

    @Test
    void theInventoryIsBoundedAndItsCountIsTrue() {
        List<InventoryEntry> entries = java.util.stream.IntStream.range(0, 80)
                .<InventoryEntry>mapToObj(i ->
                        new InventoryEntry.Directory("d" + i, "/tmp/sandboxer/d" + i, Duration.ofHours(1), null, null))
                .toList();
        HostProbeStatus status = next(null, seen(NOW, 4000, entries), 0, NOW);
        assertThat(requireNonNull(status.inventory()).count()).isEqualTo(80);
        assertThat(requireNonNull(status.inventory()).entries()).hasSize(50);
    }

    private static HostProbeStatus next(@Nullable HostProbeStatus former, Finding finding, int placed, Instant now) {
        ConditionSet conditions = new ConditionSet(former == null ? List.of() : former.conditions(), 1L, now);
        HostConditions.conclude(conditions, HostConditionsTest.spec(null, null), finding, now);
        return HostStatusDraft.next(former, conditions, finding, 1L, placed, now);
    }

    private static NotSeen silent(String message) {
        return new NotSeen(new Trouble("HostUnreachable", message, false));
    }

    private static Seen seen(Instant at, long memory) {
        return seen(at, memory, List.of());
    }

    private static Seen seen(Instant at, long memory, List<InventoryEntry> entries) {
        HostSnapshot snapshot = new HostSnapshot(
                at, null, new HostSnapshot.Memory(8000, memory), new HostSnapshot.Disks(null, null), null, List.of());
        HostReading reading = new HostReading(
                snapshot,
                new SandboxInventory("host-a", entries, true, true),
                new BaseDirReading(BaseDirReading.State.SAFE, null, "m", null),
                Duration.ZERO,
                Duration.ofMillis(5));
        EngineInfo engine =
                new EngineInfo(EngineKind.PODMAN, new EngineVersion(4, 0, 0), List.of("podman"), null, false, null);
        return new Seen(
                reading,
                engine,
                new Proof.Same(new HostIdentity("m", "uid")),
                List.of(),
                "sha256:x",
                Duration.ofMillis(12));
    }
}
