package social.coulomb.sandboxer.host.inventory;

import java.util.List;

/// Everything on a host that looks like a sandbox's.
///
/// @param host the host's name
/// @param directoriesComplete false if the base directory could not be read: a missing entry then proves
///     nothing
/// @param projectsComplete false if an engine could not be asked: a missing entry then proves nothing
public record SandboxInventory(
        String host, List<InventoryEntry> entries, boolean directoriesComplete, boolean projectsComplete) {
    public SandboxInventory {
        entries = List.copyOf(entries);
    }
}
