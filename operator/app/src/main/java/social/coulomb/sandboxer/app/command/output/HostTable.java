package social.coulomb.sandboxer.app.command.output;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.hostprobe.HostSnapshotStatus;
import social.coulomb.sandboxer.crds.hostprobe.StaleEntry;

/// Hosts, and what was seen there, for people. Pure.
public final class HostTable {

    private HostTable() {}

    public static List<String> lines(List<HostProbe> probes, boolean wide, Instant now) {
        List<String> headings =
                new ArrayList<>(List.of("NAME", "READY", "SCHEDULABLE", "ENGINE", "LOAD", "SANDBOXES", "AGE"));
        if (wide) {
            headings.addAll(List.of("ADDRESS", "USER", "REASON"));
        }
        TextTable table = new TextTable(headings);
        probes.forEach(probe -> table.row(row(probe, wide, now)));
        return table.lines();
    }

    private static List<@Nullable Object> row(HostProbe probe, boolean wide, Instant now) {
        HostProbeStatus status = probe.getStatus();
        HostSnapshotStatus snapshot = status == null ? null : status.snapshot();
        List<@Nullable Object> row = new ArrayList<>();
        row.add(probe.getMetadata().getName());
        row.add(word(status, "Ready"));
        row.add(word(status, "Schedulable"));
        row.add(
                status == null || status.engine() == null
                        ? null
                        : status.engine().name());
        row.add(snapshot == null ? null : snapshot.load1m());
        row.add(status == null ? null : status.placedSandboxes());
        row.add(SandboxTable.age(probe.getMetadata().getCreationTimestamp(), now));
        if (wide) {
            Condition ready = HostJson.find(status, "Ready");
            row.add(probe.getSpec() == null ? null : probe.getSpec().address());
            row.add(probe.getSpec() == null ? null : probe.getSpec().user());
            row.add(ready == null ? null : ready.reason());
        }
        return row;
    }

    /// What was seen of one host, a line each.
    public static List<String> description(HostProbe probe) {
        HostProbeStatus status = probe.getStatus();
        HostSnapshotStatus seen = status == null ? null : status.snapshot();
        List<String> lines = new ArrayList<>();
        lines.add("host        " + probe.getMetadata().getName());
        Condition ready = HostJson.find(status, "Ready");
        lines.add("ready       "
                + (ready == null
                        ? "Unknown"
                        : ready.status() + " " + ready.reason() + ": "
                                + PlainText.oneLine(ready.message() == null ? "" : ready.message())));
        if (status == null || seen == null) {
            lines.add("It has not been looked at yet; are the controllers running?");
            return lines;
        }
        lines.add("seen        " + PlainText.cell(seen.collectedAt()));
        lines.add("load        " + PlainText.cell(seen.load1m()) + " " + PlainText.cell(seen.load5m()) + " "
                + PlainText.cell(seen.load15m()) + " on " + PlainText.cell(seen.cpuCount()) + " CPUs");
        lines.add("memory      " + PlainText.cell(seen.memAvailableMb()) + " of " + PlainText.cell(seen.memTotalMb())
                + " MB available");
        lines.add("disk        " + PlainText.cell(seen.diskRootUsedPercent()) + " % used, "
                + PlainText.cell(seen.diskRootAvailGb()) + " GB available");
        lines.add("containers  " + PlainText.cell(seen.runningContainers()) + " running, "
                + PlainText.cell(seen.sandboxContainers()) + " of sandboxes");
        lines.add("sandboxes   " + PlainText.cell(status.placedSandboxes()) + " placed");
        lines.add("inventory   "
                + PlainText.cell(
                        status.inventory() == null ? null : status.inventory().count()) + " artifacts");
        lines.add("stale       "
                + PlainText.cell(
                        status.staleCandidates() == null
                                ? null
                                : status.staleCandidates().count())
                + " candidates");
        return lines;
    }

    /// @param host which one they are of
    public static void addStale(TextTable table, String host, List<StaleEntry> candidates) {
        candidates.forEach(each -> table.row(
                Arrays.asList(host, each.kind(), each.id(), each.ageHours(), each.suggestedAction(), each.path())));
    }

    public static TextTable staleTable() {
        return new TextTable(List.of("HOST", "KIND", "ID", "AGE (H)", "ACTION", "PATH"));
    }

    static String word(@Nullable HostProbeStatus status, String type) {
        Condition condition = HostJson.find(status, type);
        return condition == null ? Condition.UNKNOWN : condition.status();
    }
}
