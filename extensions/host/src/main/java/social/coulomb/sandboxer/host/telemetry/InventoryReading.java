package social.coulomb.sandboxer.host.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.inventory.InventoryEntry;
import social.coulomb.sandboxer.host.inventory.Ownership;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.inventory.SandboxMarkers;

/// Makes the inventory out of what a host listed. Pure.
final class InventoryReading {
    /// Ours, and those of the system before.
    private static final Pattern SANDBOX_PROJECT = Pattern.compile("(sbx|e2e)-.+");
    private static final String LEGACY_PREFIX = "e2e-";
    private static final String LEGACY_PROFILE = "profile.compose-e2e";

    private final String host;
    private final Instant hostNow;

    /// @param hostNow by the host's own clock, which also dated what is listed
    InventoryReading(String host, Instant hostNow) {
        this.host = host;
        this.hostNow = hostNow;
    }

    SandboxInventory inventory(BaseDirFinding baseDir, EngineListing engines) {
        List<InventoryEntry> entries = new ArrayList<>();
        baseDir.directories().forEach(found -> entries.add(directory(found)));
        Map<String, List<EngineListing.Thing>> projects = engines.things().stream()
                .filter(thing -> SANDBOX_PROJECT.matcher(thing.project()).matches())
                .collect(Collectors.groupingBy(EngineListing.Thing::project, TreeMap::new, Collectors.toList()));
        projects.forEach((project, things) -> entries.add(project(project, things)));
        return new SandboxInventory(host, entries, baseDir.directoriesComplete(), engines.complete());
    }

    private InventoryEntry directory(BaseDirFinding.FoundDirectory found) {
        Optional<SandboxMarker> marker = SandboxMarkers.read(found.marker());
        return new InventoryEntry.Directory(
                found.name(),
                found.path(),
                age(marker.map(SandboxMarker::createdAt).orElse(found.changedAt())),
                marker.map(SandboxMarker::profile).orElse(null),
                marker.map(owner -> new Ownership(
                                owner.installation(), owner.uid(), owner.sandboxId(), owner.incarnation()))
                        .orElse(null));
    }

    private InventoryEntry project(String project, List<EngineListing.Thing> things) {
        List<EngineListing.Thing> containers = things.stream()
                .filter(thing -> thing.kind() == EngineListing.Kind.CONTAINER)
                .toList();
        Instant oldest = things.stream()
                .map(EngineListing.Thing::createdAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        String workingDir = things.stream()
                .map(EngineListing.Thing::workingDir)
                .filter(directory -> !directory.isEmpty())
                .findFirst()
                .orElse("");
        int running =
                (int) containers.stream().filter(EngineListing.Thing::running).count();
        return new InventoryEntry.ComposeProject(
                project,
                workingDir,
                oldest == null ? null : age(oldest),
                label(things, Ownership.PROFILE_LABEL)
                        .orElse(project.startsWith(LEGACY_PREFIX) ? LEGACY_PROFILE : null),
                ownership(things),
                new InventoryEntry.Containers(running, containers.size()));
    }

    private static @Nullable Ownership ownership(List<EngineListing.Thing> things) {
        return label(things, Ownership.INSTALLATION_LABEL)
                .map(installation -> new Ownership(
                        installation,
                        label(things, Ownership.SANDBOX_UID_LABEL).orElse(null),
                        label(things, Ownership.SANDBOX_ID_LABEL).orElse(null),
                        label(things, Ownership.INCARNATION_LABEL)
                                .filter(digits -> digits.matches("\\d{1,18}"))
                                .map(Long::valueOf)
                                .orElse(0L)))
                .orElse(null);
    }

    private static Optional<String> label(List<EngineListing.Thing> things, String label) {
        return things.stream()
                .flatMap(thing -> Stream.ofNullable(thing.labels().get(label)))
                .findFirst();
    }

    private Duration age(Instant since) {
        Duration age = Duration.between(since, hostNow);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
