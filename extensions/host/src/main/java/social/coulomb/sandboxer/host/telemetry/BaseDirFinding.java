package social.coulomb.sandboxer.host.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.basedir.AgeCleaning;
import social.coulomb.sandboxer.host.basedir.BaseDirReading;
import social.coulomb.sandboxer.host.basedir.HostIdentities;
import social.coulomb.sandboxer.host.shell.SectionedOutput;

/// Reads what a host printed about its base directory. Pure.
final class BaseDirFinding {
    private static final Set<String> MEMORY_FILE_SYSTEMS = Set.of("tmpfs", "ramfs");
    private static final int COLUMNS = 3;

    private final SectionedOutput said;
    private final String baseDir;

    BaseDirFinding(SectionedOutput said, String baseDir) {
        this.said = said;
        this.baseDir = baseDir;
    }

    /// One directory directly below the base directory.
    record FoundDirectory(String name, String path, Instant changedAt, String marker) {}

    BaseDirReading reading() {
        return new BaseDirReading(
                state(),
                said.text("base.identity").flatMap(HostIdentities::read).orElse(null),
                said.text("machine").filter(id -> !id.isEmpty()).orElse(null),
                volatility());
    }

    private BaseDirReading.State state() {
        Optional<String> word = said.text("base.state");
        for (BaseDirReading.State state : BaseDirReading.State.values()) {
            if (word.isPresent() && state.name().equals(word.get())) {
                return state;
            }
        }
        return BaseDirReading.State.UNKNOWN;
    }

    private BaseDirReading.@Nullable Volatility volatility() {
        if (said.text("base.filesystem").filter(MEMORY_FILE_SYSTEMS::contains).isPresent()) {
            return BaseDirReading.Volatility.MEMORY_BACKED;
        }
        return said.text("base.cleaning")
                        .filter(rules -> AgeCleaning.threatens(baseDir, rules))
                        .isPresent()
                ? BaseDirReading.Volatility.AGE_CLEANED
                : null;
    }

    /// True if every directory there is was listed.
    boolean directoriesComplete() {
        return said.text("directories").isPresent() && state() != BaseDirReading.State.UNKNOWN;
    }

    List<FoundDirectory> directories() {
        return said.text("directories")
                .orElse("")
                .lines()
                .map(line -> line.split("\t", COLUMNS))
                .filter(columns -> columns.length == COLUMNS && columns[1].matches("\\d{1,18}"))
                .map(columns -> new FoundDirectory(
                        columns[0],
                        baseDir + "/" + columns[0],
                        Instant.ofEpochSecond(Long.parseLong(columns[1])),
                        columns[2]))
                .toList();
    }
}
