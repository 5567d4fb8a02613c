package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Proof;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.reconcile.ConditionSet;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.CapacitySpec;
import social.coulomb.sandboxer.crds.hostprobe.DecommissionPolicy;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeSpec;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

/// Writes the conditions of a host from what was found, and from both whether it takes sandboxes. Pure.
final class HostConditions {

    static final String READY = "Ready";
    static final String REACHABLE = "Reachable";
    static final String SCHEDULABLE = "Schedulable";
    static final String MEMORY_PRESSURE = "MemoryPressure";
    static final String DISK_PRESSURE = "DiskPressure";
    static final String LOAD_PRESSURE = "LoadPressure";
    static final String BASE_DIR_VOLATILE = "BaseDirVolatile";
    static final String RECONCILING = "Reconciling";
    static final String STALLED = "Stalled";
    static final String DELETING = "Deleting";

    /// How long a silent host is Unknown before it counts as unreachable.
    static final Duration GRACE = Duration.ofSeconds(90);

    private HostConditions() {}

    static void conclude(ConditionSet conditions, HostProbeSpec spec, Finding finding, Instant now) {
        switch (finding) {
            case Finding.NotSeen(Trouble trouble) -> notSeen(conditions, trouble, now);
            case Finding.Seen seen -> seen(conditions, spec, seen);
        }
        schedulable(conditions, spec);
    }

    static void awaited(ConditionSet conditions) {
        if (conditions.find(READY).isEmpty()) {
            conditions
                    .isUnknown(REACHABLE, "NotLookedAt", "The host has not been looked at yet.")
                    .isUnknown(READY, "NotLookedAt", "The host has not been looked at yet.")
                    .isTrue(RECONCILING, "NotLookedAt", "The host is being looked at for the first time.");
        }
    }

    /// Whether something new may be placed there now.
    static Availability availability(ConditionSet conditions, HostProbeSpec spec) {
        if (spec.decommission() == DecommissionPolicy.ABANDON) {
            return new Availability.Abandoned();
        }
        Condition schedulable = conditions.find(SCHEDULABLE).orElse(null);
        if (schedulable == null) {
            return new Availability.NotLookedAt();
        }
        return schedulable.holds()
                ? new Availability.Available()
                : new Availability.Unavailable(schedulable.reason(), schedulable.message());
    }

    private static void notSeen(ConditionSet conditions, Trouble trouble, Instant now) {
        Condition former = conditions.find(REACHABLE).orElse(null);
        boolean graceIsOver = former != null
                && (Condition.FALSE.equals(former.status())
                        || (Condition.UNKNOWN.equals(former.status())
                                && !now.isBefore(former.lastTransitionTime().plus(GRACE))));
        if (graceIsOver) {
            conditions.isFalse(REACHABLE, trouble.reason(), trouble.message());
            conditions.isFalse(READY, trouble.reason(), trouble.message());
        } else {
            conditions.isUnknown(REACHABLE, trouble.reason(), trouble.message());
            conditions.isUnknown(READY, trouble.reason(), trouble.message());
        }
        stalledOrReconciling(conditions, trouble);
    }

    private static void seen(ConditionSet conditions, HostProbeSpec spec, Finding.Seen seen) {
        conditions.isTrue(REACHABLE, "Reachable", "The host answers.");
        pressure(conditions, spec.capacity(), seen.reading().snapshot());
        volatility(conditions, seen.reading().baseDir());
        Trouble trouble = trouble(seen);
        if (trouble == null) {
            conditions.without(RECONCILING, STALLED).isTrue(READY, "Ready", "Sandboxes can live here.");
        } else {
            conditions.isFalse(READY, trouble.reason(), trouble.message());
            stalledOrReconciling(conditions, trouble);
        }
    }

    private static @Nullable Trouble trouble(Finding.Seen seen) {
        if (seen.proof() instanceof Proof.Missing(Trouble trouble)) {
            return trouble;
        }
        EngineInfo engine = seen.engine();
        return engine.isUsable() ? null : new Trouble("EngineUnusable", String.valueOf(engine.problem()), true);
    }

    private static void stalledOrReconciling(ConditionSet conditions, Trouble trouble) {
        if (trouble.stalled()) {
            conditions.without(RECONCILING).isTrue(STALLED, trouble.reason(), trouble.message());
        } else {
            conditions.without(STALLED).isTrue(RECONCILING, trouble.reason(), trouble.message());
        }
    }

    private static void pressure(ConditionSet conditions, @Nullable CapacitySpec capacity, HostSnapshot snapshot) {
        HostSnapshot.Memory memory = snapshot.memory();
        HostSnapshot.Disk root = snapshot.disks().root();
        HostSnapshot.Load load = snapshot.load();
        pressure(
                conditions,
                MEMORY_PRESSURE,
                capacity == null || capacity.minMemAvailableMb() == null || memory == null
                        ? null
                        : memory.availableMb() < capacity.minMemAvailableMb(),
                "Less memory is available than spec.capacity.minMemAvailableMb wants.");
        pressure(
                conditions,
                DISK_PRESSURE,
                capacity == null || capacity.minDiskAvailGb() == null || root == null
                        ? null
                        : root.availGb() < capacity.minDiskAvailGb(),
                "Less of the disk is available than spec.capacity.minDiskAvailGb wants.");
        pressure(
                conditions,
                LOAD_PRESSURE,
                capacity == null || capacity.maxLoadPerCpu() == null || load == null
                        ? null
                        : load.perCpu() > capacity.maxLoadPerCpu(),
                "The load of each processor is above spec.capacity.maxLoadPerCpu.");
    }

    private static void pressure(ConditionSet conditions, String type, @Nullable Boolean pressed, String message) {
        if (pressed == null) {
            conditions.without(type);
        } else if (pressed) {
            conditions.isTrue(type, type, message);
        } else {
            conditions.isFalse(type, "Enough", "There is enough.");
        }
    }

    private static void volatility(ConditionSet conditions, BaseDirReading baseDir) {
        BaseDirReading.Volatility volatility = baseDir.volatility();
        if (volatility == null) {
            conditions.isFalse(BASE_DIR_VOLATILE, "Lasting", "The base directory keeps its content.");
            return;
        }
        switch (volatility) {
            case MEMORY_BACKED ->
                conditions.isTrue(
                        BASE_DIR_VOLATILE,
                        "MemoryBacked",
                        "The base directory lies in memory: its content is lost when the host restarts.");
            case AGE_CLEANED ->
                conditions.isTrue(
                        BASE_DIR_VOLATILE,
                        "AgeCleaned",
                        "The host removes what is old in the base directory: choose another baseDir for long-lived sandboxes.");
        }
    }

    private static void schedulable(ConditionSet conditions, HostProbeSpec spec) {
        Condition ready = conditions.find(READY).orElse(null);
        if (Boolean.FALSE.equals(spec.schedulable())) {
            conditions.isFalse(SCHEDULABLE, "Cordoned", "spec.schedulable is false.");
        } else if (ready == null || !ready.holds()) {
            conditions.isFalse(
                    SCHEDULABLE,
                    ready == null ? "NotLookedAt" : ready.reason(),
                    ready == null ? "The host has not been looked at yet." : ready.message());
        } else {
            conditions
                    .find(MEMORY_PRESSURE)
                    .filter(Condition::holds)
                    .or(() -> conditions.find(DISK_PRESSURE).filter(Condition::holds))
                    .or(() -> conditions.find(LOAD_PRESSURE).filter(Condition::holds))
                    .ifPresentOrElse(
                            pressure -> conditions.isFalse(SCHEDULABLE, pressure.reason(), pressure.message()),
                            () -> conditions.isTrue(SCHEDULABLE, "Schedulable", "New sandboxes may be placed here."));
        }
    }
}
