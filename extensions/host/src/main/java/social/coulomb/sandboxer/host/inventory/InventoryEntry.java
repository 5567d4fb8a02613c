package social.coulomb.sandboxer.host.inventory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One thing a sandbox left on a host.
public sealed interface InventoryEntry {

    /// The sandbox's id: the directory's name, or the project's name without its prefix.
    String id();

    /// Where it is: the directory, or the project's working directory as its labels tell; empty if unknown.
    String path();

    /// How old it is; `null` if the host does not tell.
    @Nullable
    Duration age();

    /// The profile that probably made it: exact from marker or labels, else guessed from the project's name.
    @Nullable
    String profileHint();

    /// Who says to own it; `null` if nothing does.
    @Nullable
    Ownership ownership();

    /// A directory below the base directory.
    record Directory(
            String id,
            String path,
            @Nullable Duration age,
            @Nullable String profileHint,
            @Nullable Ownership ownership) implements InventoryEntry {}

    /// A compose project that has containers, running or not.
    ///
    /// @param project its full name
    record ComposeProject(
            String project,
            String path,
            @Nullable Duration age,
            @Nullable String profileHint,
            @Nullable Ownership ownership,
            Containers containers)
            implements InventoryEntry {
        @Override
        public String id() {
            Ownership owner = ownership();
            String labelled = owner == null ? null : owner.sandboxId();
            return labelled == null ? project.substring(project.indexOf('-') + 1) : labelled;
        }
    }

    /// How many containers a project has.
    record Containers(int running, int total) {}
}
