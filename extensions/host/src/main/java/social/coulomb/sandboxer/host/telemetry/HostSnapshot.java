package social.coulomb.sandboxer.host.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a host measured at one moment. A part that could not be measured is `null`, never 0, and `problems`
/// says why.
///
/// @param containers summed over all engines of the host
public record HostSnapshot(
        Instant collectedAt,
        @Nullable Load load,
        @Nullable Memory memory,
        Disks disks,
        @Nullable Containers containers,
        List<Problem> problems) {
    public HostSnapshot {
        problems = List.copyOf(problems);
    }

    /// Load averages over 1, 5 and 15 minutes, and the number of processors they are shared by.
    public record Load(double oneMinute, double fiveMinutes, double fifteenMinutes, int cpuCount) {
        /// The one-minute load of each processor.
        public double perCpu() {
            return oneMinute / Math.max(1, cpuCount);
        }
    }

    /// In MiB.
    public record Memory(long totalMb, long availableMb) {}

    /// The file systems of `/` and of the base directory.
    public record Disks(@Nullable Disk root, @Nullable Disk baseDir) {}

    /// @param availGb free for users, in GiB
    /// @param inodesUsedPct `null` where the file system does not count
    public record Disk(
            int usedPct, double availGb, @Nullable Integer inodesUsedPct) {}

    /// @param running all running containers
    /// @param sandbox those of a compose project whose name starts with `sbx-`
    public record Containers(int running, int sandbox) {}

    /// A part that could not be measured.
    public record Problem(String section, String message) {}
}
