package social.coulomb.sandboxer.controllers.hostprobe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.NotSeen;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Proof;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Seen;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.CapacitySpec;
import social.coulomb.sandboxer.crds.hostprobe.DecommissionPolicy;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeSpec;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.engine.EngineKind;
import social.coulomb.sandboxer.host.engine.EngineVersion;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

final class HostConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final NotSeen SILENT = new NotSeen(new Trouble("HostUnreachable", "no answer", false));
    private static final Proof OURS = new Proof.Same(new HostIdentity("m", "uid"));

    @Test
    void aSilentHostIsUnknownThroughTheGraceAndFalseAfterIt() {
        ConditionSet first = conclude(List.of(), spec(null, null), SILENT, NOW);
        assertThat(words(first)).containsEntry("Reachable", "Unknown HostUnreachable");
        ConditionSet within = conclude(first.toList(), spec(null, null), SILENT, NOW.plusSeconds(60));
        assertThat(words(within)).containsEntry("Reachable", "Unknown HostUnreachable");
        ConditionSet after = conclude(within.toList(), spec(null, null), SILENT, NOW.plus(HostConditions.GRACE));
        assertThat(words(after))
                .containsEntry("Reachable", "False HostUnreachable")
                .containsEntry("Ready", "False HostUnreachable")
                .containsEntry("Schedulable", "False HostUnreachable");
    }

    @Test
    void aReachableHostThatFallsSilentGetsTheWholeGrace() {
        ConditionSet up = conclude(List.of(), spec(null, null), seen(OURS, null), NOW);
        ConditionSet silent = conclude(up.toList(), spec(null, null), SILENT, NOW.plusSeconds(1000));
        assertThat(words(silent)).containsEntry("Reachable", "Unknown HostUnreachable");
    }

    @Test
    void aHostThatAnswersIsReadyAndSchedulable() {
        assertThat(words(conclude(List.of(), spec(null, null), seen(OURS, null), NOW)))
                .containsEntry("Ready", "True Ready")
                .containsEntry("Reachable", "True Reachable")
                .containsEntry("Schedulable", "True Schedulable")
                .containsEntry("BaseDirVolatile", "False Lasting")
                .doesNotContainKeys("Reconciling", "Stalled", "MemoryPressure");
    }

    @Test
    void anUnprovenIdentityIsStalledAndNeverReady() {
        Proof missing = new Proof.Missing(new Trouble("HostIdentityChanged", "another machine", true));
        assertThat(words(conclude(List.of(), spec(null, null), seen(missing, null), NOW)))
                .containsEntry("Ready", "False HostIdentityChanged")
                .containsEntry("Stalled", "True HostIdentityChanged")
                .containsEntry("Reachable", "True Reachable");
    }

    @Test
    void anEngineThatCannotBeUsedSaysWhatToDo() {
        ConditionSet conditions = conclude(List.of(), spec(null, null), seen(OURS, "install podman-compose"), NOW);
        assertThat(conditions.find("Ready").orElseThrow().message()).isEqualTo("install podman-compose");
        assertThat(words(conditions)).containsEntry("Stalled", "True EngineUnusable");
    }

    @Test
    void aCordonedHostIsReadyButTakesNothing() {
        ConditionSet conditions = conclude(List.of(), spec(false, null), seen(OURS, null), NOW);
        assertThat(words(conditions))
                .containsEntry("Ready", "True Ready")
                .containsEntry("Schedulable", "False Cordoned");
        assertThat(HostConditions.availability(conditions, spec(false, null)))
                .isEqualTo(new Availability.Unavailable("Cordoned", "spec.schedulable is false."));
    }

    @Test
    void pressureKeepsNewSandboxesAwayAndOnlyWhereALimitIsSet() {
        CapacitySpec limits = new CapacitySpec(null, null, 0.1, 100L, 1000.0);
        assertThat(words(conclude(List.of(), spec(null, limits), seen(OURS, null), NOW)))
                .containsEntry("LoadPressure", "True LoadPressure")
                .containsEntry("DiskPressure", "True DiskPressure")
                .containsEntry("MemoryPressure", "False Enough")
                .containsEntry("Ready", "True Ready")
                .containsEntry("Schedulable", "False DiskPressure");
    }

    @Test
    void anAbandonedHostIsAbandonedWhateverItAnswers() {
        HostProbeSpec spec = spec(null, null, DecommissionPolicy.ABANDON);
        assertThat(HostConditions.availability(conclude(List.of(), spec, seen(OURS, null), NOW), spec))
                .isEqualTo(new Availability.Abandoned());
    }

    private static ConditionSet conclude(List<Condition> former, HostProbeSpec spec, Finding finding, Instant now) {
        ConditionSet conditions = new ConditionSet(former, 1L, now);
        HostConditions.conclude(conditions, spec, finding, now);
        return conditions;
    }

    static HostProbeSpec spec(@Nullable Boolean schedulable, @Nullable CapacitySpec capacity) {
        return spec(schedulable, capacity, null);
    }

    private static HostProbeSpec spec(
            @Nullable Boolean schedulable, @Nullable CapacitySpec capacity, @Nullable DecommissionPolicy decommission) {
        return new HostProbeSpec(
                "host-a.test",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                schedulable,
                null,
                null,
                List.of(),
                capacity,
                null,
                null,
                decommission);
    }

    private static Seen seen(Proof proof, @Nullable String engineProblem) {
        HostSnapshot snapshot = new HostSnapshot(
                NOW,
                new HostSnapshot.Load(1.0, 0.5, 0.2, 2),
                new HostSnapshot.Memory(8000, 4000),
                new HostSnapshot.Disks(new HostSnapshot.Disk(40, 12.5, 3), null),
                new HostSnapshot.Containers(0, 0),
                List.of());
        HostReading reading = new HostReading(
                snapshot,
                new SandboxInventory("host-a", List.of(), true, true),
                new BaseDirReading(BaseDirReading.State.SAFE, null, "m", null),
                Duration.ZERO,
                Duration.ofMillis(5));
        EngineInfo engine = new EngineInfo(
                EngineKind.PODMAN, new EngineVersion(4, 0, 0), List.of("podman"), null, false, engineProblem);
        return new Seen(reading, engine, proof, List.of(), "sha256:x", null);
    }

    private static Map<String, String> words(ConditionSet conditions) {
        Map<String, String> words = new TreeMap<>();
        conditions.toList().forEach(each -> words.put(each.type(), each.status() + " " + each.reason()));
        return words;
    }
}
