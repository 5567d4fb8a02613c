package social.coulomb.sandboxer.sdk;

import java.nio.file.Path;
import java.util.List;

/// Which directories of the program's own machine a backend may read workspaces from; a service for extensions.
///
/// @param roots what `inputs.repo` may lie under, as real paths; empty where local paths are refused
/// @param canaryWorkspace sandboxer's own tree, or the bundled workspace where there is no checkout
public record LocalSources(List<Path> roots, Path canaryWorkspace) {

    public LocalSources {
        roots = List.copyOf(roots);
    }
}
