package social.coulomb.sandboxer.host.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.inventory.StaleCandidate.Action;
import social.coulomb.sandboxer.host.inventory.StaleCandidate.Kind;

/// Finds what was left behind on a host: what is there compared with what is on record. Pure.
public final class StaleCandidates {
    private final String installation;
    private final Duration olderThan;

    /// @param installation who we are: things of other installations are listed, but never for us to touch
    /// @param olderThan from when on a directory counts as aged
    public StaleCandidates(String installation, Duration olderThan) {
        this.installation = installation;
        this.olderThan = olderThan;
    }

    /// What seems to be left behind, what to reap first, then the oldest.
    ///
    /// @param known every sandbox on record for the host, read after the inventory was taken
    public List<StaleCandidate> find(SandboxInventory inventory, List<KnownSandbox> known) {
        Map<String, KnownSandbox> byId = known.stream()
                .collect(Collectors.toMap(KnownSandbox::sandboxId, Function.identity(), (first, second) -> first));
        List<StaleCandidate> found = new ArrayList<>();
        for (InventoryEntry entry : inventory.entries()) {
            StaleCandidate candidate = judge(entry, byId.get(entry.id()));
            if (candidate != null) {
                found.add(candidate);
            }
        }
        found.addAll(zombies(inventory, known));
        found.sort(Comparator.comparing(StaleCandidate::action)
                .thenComparing(
                        candidate -> candidate.age() == null ? Duration.ZERO : candidate.age(),
                        Comparator.reverseOrder())
                .thenComparing(StaleCandidate::id));
        return List.copyOf(found);
    }

    private @Nullable StaleCandidate judge(InventoryEntry entry, @Nullable KnownSandbox record) {
        return switch (entry) {
            case InventoryEntry.Directory directory ->
                record == null ? orphan(Kind.ORPHAN_DIR, directory) : aged(directory, record);
            case InventoryEntry.ComposeProject project -> record == null ? orphan(Kind.ORPHAN_COMPOSE, project) : null;
        };
    }

    private StaleCandidate orphan(Kind kind, InventoryEntry entry) {
        Ownership owner = entry.ownership();
        if (owner == null) {
            return candidate(kind, entry, Action.INSPECT, "no sandbox is on record and nothing tells whose it is");
        }
        return owner.installation().equals(installation)
                ? candidate(kind, entry, Action.REAP, "ours, and no sandbox is on record")
                : candidate(kind, entry, Action.IGNORE, "belongs to another installation");
    }

    private @Nullable StaleCandidate aged(InventoryEntry.Directory directory, KnownSandbox record) {
        Duration age = directory.age();
        if (age == null || age.compareTo(olderThan) <= 0) {
            return null;
        }
        return record.stage() == KnownSandbox.Stage.ENDED
                ? candidate(Kind.AGED_DIR, directory, Action.REAP, "its sandbox has ended")
                : candidate(
                        Kind.AGED_DIR, directory, Action.INSPECT, "older than the threshold, its sandbox still lives");
    }

    private static StaleCandidate candidate(Kind kind, InventoryEntry entry, Action action, String reason) {
        return new StaleCandidate(kind, entry.id(), entry.path(), entry.age(), action, reason);
    }

    /// Only a complete inventory proves that something is missing.
    private static List<StaleCandidate> zombies(SandboxInventory inventory, List<KnownSandbox> known) {
        if (!inventory.directoriesComplete() || !inventory.projectsComplete()) {
            return List.of();
        }
        Set<String> present =
                inventory.entries().stream().map(InventoryEntry::id).collect(Collectors.toSet());
        return known.stream()
                .filter(record -> record.stage() == KnownSandbox.Stage.ESTABLISHED)
                .filter(record -> !present.contains(record.sandboxId()))
                .map(record -> new StaleCandidate(
                        Kind.ZOMBIE_RECORD,
                        record.sandboxId(),
                        "",
                        null,
                        Action.INSPECT,
                        "established, but the host shows nothing of it"))
                .toList();
    }
}
