package social.coulomb.sandboxer.host.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.shell.SectionedOutput;

/// Reads the measures in what a host printed. Pure.
final class MeasureReading {
    private static final double KIB_PER_GIB = 1024 * 1024;
    private static final int KIB_PER_MIB = 1024;
    private static final Pattern LOAD = Pattern.compile("^([\\d.]+) ([\\d.]+) ([\\d.]+) ");
    /// The last line: total, used, available, used share.
    private static final Pattern FILE_SYSTEM = Pattern.compile("\\s(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+|-)%?\\s+/\\S*$");

    private final SectionedOutput said;

    MeasureReading(SectionedOutput said) {
        this.said = said;
    }

    HostSnapshot snapshot(Instant collectedAt, EngineListing engines) {
        return new HostSnapshot(
                collectedAt,
                load(),
                memory(),
                new HostSnapshot.Disks(disk("root"), disk("base")),
                engines.containers(),
                problems(engines));
    }

    private HostSnapshot.@Nullable Load load() {
        Optional<Matcher> averages = said.text("load").map(LOAD::matcher).filter(Matcher::find);
        Optional<String> cpus = said.text("cpus").filter(text -> text.matches("\\d{1,6}"));
        if (averages.isEmpty() || cpus.isEmpty()) {
            return null;
        }
        Matcher found = averages.get();
        return new HostSnapshot.Load(
                Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(3)),
                Integer.parseInt(cpus.get()));
    }

    private HostSnapshot.@Nullable Memory memory() {
        Optional<Long> total = mebibytes("MemTotal");
        Optional<Long> available = mebibytes("MemAvailable");
        return total.isPresent() && available.isPresent()
                ? new HostSnapshot.Memory(total.get(), available.get())
                : null;
    }

    private Optional<Long> mebibytes(String key) {
        Pattern line = Pattern.compile("^" + key + ":\\s+(\\d+) kB$", Pattern.MULTILINE);
        return said.text("memory")
                .map(line::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)) / KIB_PER_MIB);
    }

    private HostSnapshot.@Nullable Disk disk(String name) {
        Optional<Matcher> blocks =
                said.text("disk." + name).map(FILE_SYSTEM::matcher).filter(Matcher::find);
        if (blocks.isEmpty() || blocks.get().group(4).equals("-")) {
            return null;
        }
        double available = Long.parseLong(blocks.get().group(3)) / KIB_PER_GIB;
        return new HostSnapshot.Disk(
                Integer.parseInt(blocks.get().group(4)), Math.round(available * 100) / 100.0, inodes(name));
    }

    private @Nullable Integer inodes(String name) {
        return said.text("inodes." + name)
                .map(FILE_SYSTEM::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(4))
                .filter(share -> !share.equals("-"))
                .map(Integer::valueOf)
                .orElse(null);
    }

    private List<HostSnapshot.Problem> problems(EngineListing engines) {
        List<HostSnapshot.Problem> problems = new ArrayList<>();
        for (String section : List.of("load", "cpus", "memory", "disk.root", "disk.base", "directories")) {
            Optional<SectionedOutput.Section> printed = said.section(section);
            if (printed.isEmpty()) {
                problems.add(new HostSnapshot.Problem(section, "the host did not come to it in time"));
            } else if (!printed.get().succeeded()) {
                problems.add(new HostSnapshot.Problem(section, printed.get().complaint()));
            }
        }
        problems.addAll(engines.problems());
        return problems;
    }
}
