package social.coulomb.sandboxer.controllers.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Who holds a Lease, told so that another process of the same machine can see whether the holder still lives.
///
/// @param machine tells machines and their restarts apart
/// @param process the holder's process id there
/// @param startedAt when that process began, in milliseconds: process ids are used again
/// @param salt tells holders within one process apart
record HolderIdentity(String machine, long process, long startedAt, String salt) {

    private static final int PARTS = 4;

    static HolderIdentity ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new HolderIdentity(
                machineName(),
                self.pid(),
                startOf(self),
                UUID.randomUUID().toString().substring(0, 8));
    }

    /// Empty for what was not written by us.
    static Optional<HolderIdentity> parse(String text) {
        String[] parts = text.split("_", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new HolderIdentity(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// True only when that is certain: same machine, and no such process on it any more.
    boolean isProvenDead() {
        if (!machine.equals(machineName())) {
            return false;
        }
        return ProcessHandle.of(process)
                .map(found -> startOf(found) != startedAt)
                .orElse(true);
    }

    /// For people.
    String description() {
        int end = machine.indexOf('.');
        return "process " + process + " on " + (end > 0 ? machine.substring(0, end) : machine);
    }

    @Override
    public String toString() {
        return String.join("_", machine, Long.toString(process), Long.toString(startedAt), salt);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /// The host's name, its boot and its process namespace: containers count their processes apart.
    private static String machineName() {
        return (hostName() + "." + read("/proc/sys/kernel/random/boot_id") + "." + processNamespace())
                .replace('_', '-');
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed";
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException e) {
            return "0";
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "0";
        }
    }
}
