package social.coulomb.sandboxer.controllers.hostprobe;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.telemetry.IntrospectionJson;
import social.coulomb.sandboxer.crds.hostprobe.EngineStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostSnapshotStatus;
import social.coulomb.sandboxer.crds.hostprobe.InventoryEntry;
import social.coulomb.sandboxer.crds.hostprobe.InventoryStatus;
import social.coulomb.sandboxer.crds.hostprobe.StaleEntry;
import social.coulomb.sandboxer.crds.hostprobe.StaleStatus;
import social.coulomb.sandboxer.host.engine.ComposeInfo;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

/// Puts what was found on a host into the words and bounds of the status. Pure.
final class HostStatusParts {

    private static final int MOST_ENTRIES = 50;

    private HostStatusParts() {}

    static HostSnapshotStatus snapshot(HostSnapshot snapshot, @Nullable Duration roundTrip) {
        HostSnapshot.Load load = snapshot.load();
        HostSnapshot.Memory memory = snapshot.memory();
        HostSnapshot.Disk root = snapshot.disks().root();
        HostSnapshot.Containers containers = snapshot.containers();
        return new HostSnapshotStatus(
                snapshot.collectedAt().truncatedTo(ChronoUnit.SECONDS),
                load == null ? null : rounded(load.oneMinute()),
                load == null ? null : rounded(load.fiveMinutes()),
                load == null ? null : rounded(load.fifteenMinutes()),
                load == null ? null : load.cpuCount(),
                memory == null ? null : memory.totalMb(),
                memory == null ? null : memory.availableMb(),
                root == null ? null : (double) root.usedPct(),
                root == null ? null : rounded(root.availGb()),
                containers == null ? null : containers.running(),
                containers == null ? null : containers.sandbox(),
                roundTrip == null ? null : Math.toIntExact(roundTrip.toMillis()));
    }

    static EngineStatus engine(EngineInfo engine) {
        ComposeInfo compose = engine.compose();
        return new EngineStatus(
                engine.kind().command(),
                engine.version().toString(),
                compose == null ? null : cut(String.join(" ", compose.command()), 256),
                compose == null ? null : compose.version().toString());
    }

    static InventoryStatus inventory(SandboxInventory inventory) {
        return new InventoryStatus(
                inventory.entries().size(),
                inventory.entries().stream()
                        .limit(MOST_ENTRIES)
                        .map(each -> new InventoryEntry(
                                IntrospectionJson.entryType(each),
                                cut(each.id(), 253),
                                cut(each.path(), 1024),
                                IntrospectionJson.hours(each.age()),
                                each.profileHint() == null ? null : cut(each.profileHint(), 100)))
                        .toList());
    }

    static StaleStatus stale(List<StaleCandidate> candidates) {
        return new StaleStatus(
                candidates.size(),
                candidates.stream()
                        .limit(MOST_ENTRIES)
                        .map(each -> new StaleEntry(
                                each.kind().reportName(),
                                cut(each.id(), 253),
                                cut(each.path(), 1024),
                                IntrospectionJson.hours(each.age()),
                                each.action().reportName()))
                        .toList());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String cut(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
